namespace RetailBus.SagaStore;

/// <summary>Publishes and sends from plain code, such as a web request, with the guarantees that consumers have.</summary>
public interface ITransactionalOutbox
{
    /// <summary>
    /// Runs <paramref name="work"/>, then commits the messages it gave to the scope together with the statements it gave, then
    /// sends. When this returns, the messages are stored and will be delivered, if need be by the sweeper.
    /// </summary>
    /// <exception cref="SagaStoreConcurrencyException">A statement met another writer; nothing was stored or sent.</exception>
    Task Commit(Func<OutboxScope, Task> work, CancellationToken cancellationToken = default);
}
