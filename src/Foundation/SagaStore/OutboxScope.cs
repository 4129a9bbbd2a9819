using System.Data.Common;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;
using RetailBus.SagaStore.Outbox;

namespace RetailBus.SagaStore;

/// <summary>Takes the messages and statements of one transaction; see <see cref="ITransactionalOutbox"/>.</summary>
public sealed class OutboxScope
{
    private readonly UnitOfWork _unitOfWork;

    internal OutboxScope(UnitOfWork unitOfWork, IBus bus, IServiceProvider provider, TimeProvider time)
    {
        _unitOfWork = unitOfWork;
        var capture = new Capture(unitOfWork, provider, time);
        PublishEndpoint = new PublishEndpoint(new OutboxPublishEndpointProvider(capture, bus));
        SendEndpointProvider = new OutboxSendEndpointProvider(capture, bus);
    }

    /// <summary>What is published here is stored by the commit and sent after it.</summary>
    public IPublishEndpoint PublishEndpoint { get; }

    /// <summary>What is sent to its endpoints is stored by the commit and sent after it.</summary>
    public ISendEndpointProvider SendEndpointProvider { get; }

    /// <summary>
    /// Adds statements to the transaction. They run once, when it is committed, in the order they were added; on SQLite they
    /// hold up all other writers meanwhile, so they should be few and short and await nothing but the database.
    /// </summary>
    public void InTransaction(Func<DbTransaction, CancellationToken, Task> statements)
    {
        var earlier = _unitOfWork.Statements;
        _unitOfWork.Statements = async (session, cancellationToken) =>
        {
            if (earlier is not null)
                await earlier(session, cancellationToken);
            await statements(session.Transaction!, cancellationToken);
        };
    }

    private sealed class Capture(UnitOfWork unitOfWork, IServiceProvider provider, TimeProvider time) : OutboxSendContext
    {
        public Task AddSend<T>(SendContext<T> context)
            where T : class
        {
            unitOfWork.Add(StoredMessage.Capture(context, time.GetUtcNow()));
            return Task.CompletedTask;
        }

        public object? GetService(Type serviceType) => provider.GetService(serviceType);
    }
}
