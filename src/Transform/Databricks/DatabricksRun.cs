using System.Text.Json;

namespace RetailBus.Transform.Databricks;

/// <summary>A run as the workspace tells it.</summary>
internal sealed record DatabricksRun
{
    /// <summary>Life cycle states after which nothing follows. What is not among them, also a state that is not known yet, is at work.</summary>
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "TERMINATED", "SKIPPED", "INTERNAL_ERROR" };

    public required bool HasEnded { get; init; }

    public required bool Succeeded { get; init; }

    /// <summary>The result's word, e.g. <c>FAILED</c>, <c>CANCELED</c>, <c>TIMEDOUT</c>; the life cycle's where there is none.</summary>
    public required string State { get; init; }

    public bool IsCancelled => HasEnded && State is "CANCELED" or "USER_CANCELED";

    /// <summary>What the workspace says of the state; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The run's page.</summary>
    public Uri? Page { get; init; }

    /// <summary>The last task's run, of which the output can be read; null when there is none.</summary>
    public long? TaskRunId { get; init; }

    /// <summary>Older answers have <c>state</c>, newer ones <c>status</c>, most have both.</summary>
    public static DatabricksRun Of(JsonElement answer)
    {
        var state = Member(answer, "state");
        var status = Member(answer, "status");
        var termination = Member(status, "termination_details");
        var lifeCycle = DatabricksAnswers.Text(state, "life_cycle_state") ?? DatabricksAnswers.Text(status, "state");
        var result = DatabricksAnswers.Text(state, "result_state") ?? DatabricksAnswers.Text(termination, "code");
        var hasEnded = lifeCycle is not null && Ends.Contains(lifeCycle);
        return new DatabricksRun
        {
            HasEnded = hasEnded,
            Succeeded = hasEnded && result is "SUCCESS" or "SUCCESS_WITH_FAILURES",
            State = result ?? lifeCycle ?? "UNKNOWN",
            Message = DatabricksAnswers.Text(state, "state_message") is { Length: > 0 } text ? text : DatabricksAnswers.Text(termination, "message"),
            Page = Uri.TryCreate(DatabricksAnswers.Text(answer, "run_page_url"), UriKind.Absolute, out var page) ? page : null,
            TaskRunId = LastTask(answer),
        };
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static long? LastTask(JsonElement answer)
    {
        var tasks = Member(answer, "tasks");
        if (tasks.ValueKind != JsonValueKind.Array || tasks.GetArrayLength() == 0)
            return null;
        return tasks[tasks.GetArrayLength() - 1].TryGetProperty("run_id", out var id) && id.TryGetInt64(out var number) ? number : null;
    }
}
