namespace RetailBus.Benchmarks.Sagas;

/// <summary>A fresh database of runs that can tell how often it synced to disk.</summary>
internal interface IRunDatabase : IAsyncDisposable
{
    /// <summary>The orchestrator's settings.</summary>
    IReadOnlyDictionary<string, string?> Settings { get; }

    /// <returns>fsync and fdatasync calls while the work ran; null where they can't be counted.</returns>
    Task<long?> CountSyncsAsync(Func<Task> work);
}
