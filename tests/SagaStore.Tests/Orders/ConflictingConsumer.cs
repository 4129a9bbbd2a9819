using MassTransit;

namespace RetailBus.SagaStore.Tests.Orders;

/// <summary>Publishes on each attempt; the first one then meets a conflict.</summary>
public sealed class ConflictingConsumer : IConsumer<TouchOrder>
{
    public async Task Consume(ConsumeContext<TouchOrder> context)
    {
        var attempt = context.GetRetryAttempt() + 1;
        await context.Publish(
            new OrderTouched(context.Message.OrderId, $"attempt {attempt}"),
            x =>
            {
                x.CorrelationId = context.Message.OrderId;
                x.Headers.Set("Test", "ü-header");
            });
        if (attempt == 1)
            throw new SagaStoreConcurrencyException();
    }
}
