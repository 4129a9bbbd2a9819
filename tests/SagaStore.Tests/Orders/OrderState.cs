using System.Text.Json.Serialization;
using MassTransit;

namespace RetailBus.SagaStore.Tests.Orders;

public sealed class OrderState : SagaStateMachineInstance
{
    private readonly List<OrderEvent> _newEvents = [];

    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = "";

    public string? Customer { get; set; }

    public Priority Priority { get; set; }

    public int Count { get; set; }

    public bool IsOpen { get; set; }

    public DateTimeOffset SubmittedAt { get; set; }

    public Guid? ParentId { get; set; }

    [JsonIgnore]
    public int NewEvents => _newEvents.Count;

    public void Note(string text) => _newEvents.Add(new OrderEvent(text));

    public IReadOnlyList<OrderEvent> TakeNewEvents()
    {
        OrderEvent[] taken = [.. _newEvents];
        _newEvents.Clear();
        return taken;
    }
}
