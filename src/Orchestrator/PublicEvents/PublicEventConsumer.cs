using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.AwsClients.Sns;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>Copies each public event to the topic. A repeat is copied again, under the same id.</summary>
internal sealed partial class PublicEventConsumer(
    PublicEventTopic topic, IOptions<CloudEventOptions> options, ILogger<PublicEventConsumer> logger)
    : IConsumer<OrderBatchLanded>,
        IConsumer<BatchCompleted>,
        IConsumer<BatchFailed>,
        IConsumer<BatchHeld>,
        IConsumer<BatchOverdue>,
        IConsumer<DeliveryOverdue>,
        IConsumer<DeliveryArrived>
{
    public Task Consume(ConsumeContext<OrderBatchLanded> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    public Task Consume(ConsumeContext<BatchCompleted> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    public Task Consume(ConsumeContext<BatchFailed> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    public Task Consume(ConsumeContext<BatchHeld> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    public Task Consume(ConsumeContext<BatchOverdue> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    public Task Consume(ConsumeContext<DeliveryOverdue> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    public Task Consume(ConsumeContext<DeliveryArrived> context) => CopyAsync(PublicEventFactory.Of(context.Message), context);

    private async Task CopyAsync(PublicEvent happened, ConsumeContext context)
    {
        var body = CloudEventJson.Of(happened, options.Value, TraceContext.Current);
        await topic.PublishAsync(new SnsMessage(body) { Attributes = Attributes(happened) }, context.CancellationToken);
        Copied(logger, happened.Type, happened.Id, happened.Subject);
    }

    /// <summary>SNS refuses empty values, and a file outside any dataset's folder has none.</summary>
    private static Dictionary<string, SnsAttribute> Attributes(PublicEvent happened)
    {
        var attributes = new Dictionary<string, SnsAttribute>
        {
            ["Content-Type"] = new(CloudEventJson.ContentType),
            ["type"] = new(happened.Type),
        };
        if (happened.Dataset.Length > 0)
            attributes["dataset"] = new(happened.Dataset);
        return attributes;
    }

    [LoggerMessage(1, LogLevel.Debug, "Copied {Type} to the topic as event {Event} of {Subject}")]
    private static partial void Copied(ILogger logger, string type, Guid @event, Guid subject);
}
