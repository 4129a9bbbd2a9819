using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class PriceConsumer : IConsumer<AskPrice>
{
    public Task Consume(ConsumeContext<AskPrice> context) => context.RespondAsync(new PriceAnswer(context.Message.Item, 4.5m));
}
