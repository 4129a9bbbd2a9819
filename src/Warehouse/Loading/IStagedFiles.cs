namespace RetailBus.Warehouse.Loading;

/// <summary>Staged files of one batch.</summary>
public interface IStagedFiles : IAsyncDisposable
{
    /// <summary>The engine's own addresses, in the manifest's order.</summary>
    IReadOnlyList<string> Locations { get; }

    /// <summary>Whether they are still those of the manifest. A copy of one's own always is.</summary>
    Task<bool> AreUnchangedAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
