using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class DatabaseSuite(TestDatabase database) : IAsyncLifetime
{
    protected TestDatabase Database => database;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.Create(Cancellation);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return database.DisposeAsync();
    }

    /// <summary>Waits, without a bound on how the machine is loaded but for the long one of a failed test.</summary>
    protected static async Task Until(Func<Task<bool>> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timeout.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, timeout.Token);
    }
}
