using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>Tells people, by the log and the webhook, of what needs one of them. Its queue holds what the webhook has not taken yet.</summary>
internal sealed partial class NotificationConsumer(
    NotificationFactory notifications, WebhookClient webhook, IOptions<NotificationOptions> options, ILogger<NotificationConsumer> logger)
    : IConsumer<BatchFailed>, IConsumer<BatchHeld>, IConsumer<BatchOverdue>
{
    /// <summary>The batch id as scope of everything that is logged about it.</summary>
    private static readonly Func<ILogger, Guid, IDisposable?> Batch = LoggerMessage.DefineScope<Guid>("{BatchId}");

    public Task Consume(ConsumeContext<BatchFailed> context) => TellAsync(context, notifications.Of(context.Message));

    public Task Consume(ConsumeContext<BatchHeld> context) => TellAsync(context, notifications.Of(context.Message));

    public Task Consume(ConsumeContext<BatchOverdue> context) => TellAsync(context, notifications.Of(context.Message));

    private async Task TellAsync(ConsumeContext context, Notification notification)
    {
        using var scope = Batch(logger, notification.Batch);
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
        if (notification.Event == NotificationFactory.Failed)
            Failed(logger, notification.Batch, notification.Object, notification.Stage, notification.Code, notification.Reason);
        else
            NeedsAttention(logger, notification.Event, notification.Batch, notification.Object, notification.Reason);
    }

    [LoggerMessage(1, LogLevel.Error, "Batch {BatchId} ({Object}) failed in {Stage} ({Code}): {Reason}")]
    private static partial void Failed(ILogger logger, Guid batchId, string @object, string? stage, string? code, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Event}: batch {BatchId} ({Object}). {Reason}")]
    private static partial void NeedsAttention(ILogger logger, string @event, Guid batchId, string @object, string reason);

    [LoggerMessage(3, LogLevel.Debug, "The webhook took {Event}, delivery {Delivery}")]
    private static partial void Delivered(ILogger logger, string @event, Guid delivery);

    [LoggerMessage(4, LogLevel.Warning, "Delivery {Delivery}, try {Attempt} of {Attempts}: {Problem}")]
    private static partial void TriedAgain(ILogger logger, Guid delivery, int attempt, int attempts, string problem);
}
