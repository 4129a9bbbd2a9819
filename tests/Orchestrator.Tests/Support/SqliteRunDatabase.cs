namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>A file in a folder of its own. Commits survive the process and not a power loss: tests commit often.</summary>
public sealed class SqliteRunDatabase : RunDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-runs-");

    public override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Orchestrator:Sqlite:Path", Path.Combine(_folder.FullName, "runs.db")),
        new("Orchestrator:Sqlite:Durability", "ProcessCrash"),
    ];

    public override ValueTask CreateAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
