using MassTransit;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests;

public sealed class RecordingConsumer(Recorder recorder)
    : IConsumer<OrderSubmitted>, IConsumer<ItemAdded>, IConsumer<OrderClosed>, IConsumer<OrderTouched>, IConsumer<OrderMissing>,
        IConsumer<Fault<BreakOrder>>, IConsumer<Fault<AddItem>>
{
    public Task Consume(ConsumeContext<OrderSubmitted> context) => Record(context);

    public Task Consume(ConsumeContext<ItemAdded> context) => Record(context);

    public Task Consume(ConsumeContext<OrderClosed> context) => Record(context);

    public Task Consume(ConsumeContext<OrderTouched> context) => Record(context);

    public Task Consume(ConsumeContext<OrderMissing> context) => Record(context);

    public Task Consume(ConsumeContext<Fault<BreakOrder>> context) => Record(context);

    public Task Consume(ConsumeContext<Fault<AddItem>> context) => Record(context);

    private Task Record<T>(ConsumeContext<T> context)
        where T : class
    {
        recorder.Add(context);
        return Task.CompletedTask;
    }
}
