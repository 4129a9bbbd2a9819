namespace RetailBus.Benchmarks.Sagas;

/// <summary>SQLite syncs from within this process, so that strace counts its calls.</summary>
internal sealed class SqliteRuns : IRunDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-bench-");

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Orchestrator:Sqlite:Path"] = Path.Combine(_folder.FullName, "runs.db"),
    };

    public Task<long?> CountSyncsAsync(Func<Task> work) => StracedSyncs.CountAsync(work);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
