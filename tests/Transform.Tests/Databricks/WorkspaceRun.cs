namespace RetailBus.Transform.Tests.Databricks;

/// <summary>A run of the workspace's job.</summary>
internal sealed class WorkspaceRun(long id, string? token, string parameters)
{
    public long Id { get; } = id;

    public long TaskId => Id + 1_000_000;

    public string? IdempotencyToken { get; } = token;

    /// <summary>The job parameter of that name.</summary>
    public string Parameters { get; } = parameters;

    /// <summary>One of the API's life cycle states.</summary>
    public string LifeCycle { get; set; } = "QUEUED";

    /// <summary>Null until the run has ended.</summary>
    public string? Result { get; set; }

    public string Message { get; set; } = "";

    /// <summary>What get-output says of the task; null for nothing.</summary>
    public string? Error { get; set; }

    public int Looks { get; set; }
}
