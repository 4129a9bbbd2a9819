namespace RetailBus.Warehouse.Loading;

/// <summary>Staged files of one batch.</summary>
public interface IStagedFiles : IAsyncDisposable
{
    /// <summary>The engine's own addresses, in the manifest's order.</summary>
    IReadOnlyList<string> Locations { get; }
}
