using MassTransit;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>A fault as the bus publishes it.</summary>
internal sealed class FaultOf<T>(T message) : Fault<T>
    where T : class
{
    public T Message { get; } = message;

    public Guid FaultId { get; } = NewId.NextGuid();

    public Guid? FaultedMessageId => null;

    public DateTime Timestamp => Batch.LandedAt.UtcDateTime;

    public ExceptionInfo[] Exceptions => [];

    public HostInfo Host => null!;

    public string[] FaultMessageTypes => [];
}
