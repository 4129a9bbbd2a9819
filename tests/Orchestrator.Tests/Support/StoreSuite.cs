namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>Tests that run on each database.</summary>
public abstract class StoreSuite(RunDatabase database) : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.CreateAsync(Cancelled);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return database.DisposeAsync();
    }

    internal Task<RunHost> StartAsync() => RunHost.StartAsync(database: database);
}
