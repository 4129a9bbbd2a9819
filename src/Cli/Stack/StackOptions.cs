namespace RetailBus.Cli.Stack;

/// <summary>What a process runs, and where.</summary>
internal sealed record StackOptions
{
    /// <summary>Folder of everything that is kept: objects, queues, runs, warehouse.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Of the one address that browser and command line talk to; 0 for any free port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Of the local cloud; 0 for any free port.</summary>
    public int CloudPort { get; init; } = 4566;

    /// <summary>Another AWS endpoint in the local cloud's place.</summary>
    public Uri? AwsUrl { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = StackRole.All;

    /// <summary>Settings that override everything else, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public bool Runs(string role) => Roles.Contains(role);
}
