using MassTransit;

namespace RetailBus.SagaStore;

/// <summary>
/// Another writer committed first; nothing of this attempt was stored or sent. The retry that
/// <c>UseSagaStoreOutbox</c> configures runs the message again on the newer state.
/// </summary>
public class SagaStoreConcurrencyException : ConcurrencyException
{
    public SagaStoreConcurrencyException()
        : this("Another writer was first")
    {
    }

    public SagaStoreConcurrencyException(string message)
        : base(message, typeof(ISaga), Guid.Empty)
    {
    }

    public SagaStoreConcurrencyException(string message, Exception innerException)
        : base(message, typeof(ISaga), Guid.Empty, innerException)
    {
    }

    public SagaStoreConcurrencyException(string message, Type sagaType, Guid sagaId)
        : base(message, sagaType, sagaId)
    {
    }
}
