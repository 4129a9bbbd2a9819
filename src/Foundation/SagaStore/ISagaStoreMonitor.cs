namespace RetailBus.SagaStore;

/// <summary>Figures for metrics and health checks.</summary>
public interface ISagaStoreMonitor
{
    /// <summary>Counts the outbox; one query on a table that is small unless something is wrong.</summary>
    Task<OutboxBacklog> ReadBacklog(CancellationToken cancellationToken = default);
}
