using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Orchestrator.Deliveries;
using RetailBus.Platform.Failures;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>Tells people, by the log and the webhook, of what needs one of them. Its queue holds what the webhook has not taken yet.</summary>
internal sealed partial class NotificationConsumer(
    NotificationFactory notifications, WebhookClient webhook, IOptions<NotificationOptions> options, ILogger<NotificationConsumer> logger)
    : IConsumer<BatchFailed>, IConsumer<BatchHeld>, IConsumer<BatchOverdue>, IConsumer<DeliveryOverdue>, IConsumer<DeliveryArrived>
{
    /// <summary>The batch id as scope of everything that is logged about it.</summary>
    private static readonly Func<ILogger, Guid, IDisposable?> Batch = LoggerMessage.DefineScope<Guid>("{BatchId}");

    public Task Consume(ConsumeContext<BatchFailed> context) => TellAsync(context, notifications.Of(context.Message));

    public Task Consume(ConsumeContext<BatchHeld> context) => TellAsync(context, notifications.Of(context.Message));

    public Task Consume(ConsumeContext<BatchOverdue> context) => TellAsync(context, notifications.Of(context.Message));

    public Task Consume(ConsumeContext<DeliveryOverdue> context)
    {
        if (context.GetRetryAttempt() == 0)
            DeliveryMetrics.Overdue(context.Message.Dataset);
        return TellAsync(context, NotificationFactory.Of(context.Message));
    }

    public Task Consume(ConsumeContext<DeliveryArrived> context)
    {
        if (context.GetRetryAttempt() == 0)
            DeliveryMetrics.Arrived(context.Message.Dataset);
        return TellAsync(context, NotificationFactory.Of(context.Message));
    }

    private async Task TellAsync(ConsumeContext context, Notification notification)
    {
        using var scope = notification.Batch is { } batchId ? Batch(logger, batchId) : null;
        if (context.GetRetryAttempt() == 0)
            Log(notification);
        if (options.Value.Url is null)
            return;

        try
        {
            await webhook.PostAsync(notification, context.CancellationToken);
            Delivered(logger, notification.Event, notification.Id);
        }
        catch (WebhookUnavailableException e)
        {
            TriedAgain(logger, notification.Id, context.GetRetryAttempt() + 1, options.Value.Attempts, e.Message);
            throw;
        }
    }

    private void Log(Notification notification)
    {
        switch (notification.Event)
        {
            case NotificationFactory.Failed:
                var reason = ReasonsWithoutRows.Of(notification.Code!, notification.Reason);
                Failed(logger, notification.Batch, notification.Object, notification.Stage, notification.Code, reason);
                break;
            case NotificationFactory.OverdueDelivery:
                NotDelivered(logger, notification.Event, notification.Reason);
                break;
            case NotificationFactory.ArrivedDelivery:
                DeliveredLate(logger, notification.Event, notification.Reason);
                break;
            default:
                NeedsAttention(logger, notification.Event, notification.Batch, notification.Object, notification.Reason);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Batch {BatchId} ({Object}) failed in {Stage} ({Code}): {Reason}")]
    private static partial void Failed(ILogger logger, Guid? batchId, string? @object, string? stage, string? code, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Event}: batch {BatchId} ({Object}). {Reason}")]
    private static partial void NeedsAttention(ILogger logger, string @event, Guid? batchId, string? @object, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Event}: {Reason}")]
    private static partial void NotDelivered(ILogger logger, string @event, string reason);

    [LoggerMessage(6, LogLevel.Information, "{Event}: {Reason}")]
    private static partial void DeliveredLate(ILogger logger, string @event, string reason);

    [LoggerMessage(3, LogLevel.Debug, "The webhook took {Event}, delivery {Delivery}")]
    private static partial void Delivered(ILogger logger, string @event, Guid delivery);

    [LoggerMessage(4, LogLevel.Warning, "Delivery {Delivery}, try {Attempt} of {Attempts}: {Problem}")]
    private static partial void TriedAgain(ILogger logger, Guid delivery, int attempt, int attempts, string problem);
}
