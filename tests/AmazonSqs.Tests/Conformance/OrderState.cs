using MassTransit;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class OrderState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = "";
}
