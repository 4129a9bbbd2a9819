using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Provisioning;

/// <summary>The raw zone's event notification to the land queue. Other configurations of the bucket stay as they are.</summary>
/// <remarks>What landed before it was configured has no event: the watch finds and announces it.</remarks>
internal sealed class NotificationProvisioning(
    IAmazonS3 s3, IAmazonSQS sqs, IOptions<ZoneOptions> zones, ILogger<NotificationProvisioning> logger)
{
    private const string Id = "retailbus-land";
    private const string QueueArn = "QueueArn";
    private const string Policy = "Policy";

    /// <summary>The land queue must be there: the bus makes it.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        var bucket = zones.Value.Raw;
        var (url, arn, policy) = await QueueAsync(cancellationToken);
        if (SendPolicy.Allow(policy, arn, bucket) is { } allowed)
            await sqs.SetQueueAttributesAsync(url, new Dictionary<string, string> { [Policy] = allowed }, cancellationToken);

        var present = await PresentAsync(bucket, cancellationToken);
        var queues = present.QueueConfigurations ?? [];
        if (queues.Exists(configuration => IsOwn(configuration, arn)))
            return;

        await s3.PutBucketNotificationAsync(
            new PutBucketNotificationRequest
            {
                BucketName = bucket,
                QueueConfigurations =
                [
                    .. queues.Where(configuration => configuration.Id != Id),
                    new QueueConfiguration { Id = Id, Queue = arn, Events = [EventType.ObjectCreatedAll] },
                ],
                TopicConfigurations = present.TopicConfigurations,
                LambdaFunctionConfigurations = present.LambdaFunctionConfigurations,
                EventBridgeConfiguration = present.EventBridgeConfiguration,
            },
            cancellationToken);
        IngestLog.NotificationsSet(logger, bucket, QueueNames.Land);
    }

    /// <exception cref="InvalidOperationException">The raw zone does not report to the land queue.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var (_, arn, _) = await QueueAsync(cancellationToken);
        var present = await PresentAsync(zones.Value.Raw, cancellationToken);
        if (present.QueueConfigurations?.Exists(configuration => configuration.Queue == arn) != true)
        {
            throw new InvalidOperationException(
                $"The bucket {zones.Value.Raw} does not send its ObjectCreated events to {arn}, and Aws:Provision is off. Configure the "
                + "notification, or turn Aws:Provision on.");
        }
    }

    private async Task<(string Url, string Arn, string? Policy)> QueueAsync(CancellationToken cancellationToken)
    {
        var url = (await sqs.GetQueueUrlAsync(QueueNames.Land, cancellationToken)).QueueUrl;
        var attributes = (await sqs.GetQueueAttributesAsync(url, [QueueArn, Policy], cancellationToken)).Attributes;
        return (url, attributes[QueueArn], attributes.GetValueOrDefault(Policy));
    }

    private Task<GetBucketNotificationResponse> PresentAsync(string bucket, CancellationToken cancellationToken) =>
        s3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = bucket }, cancellationToken);

    private static bool IsOwn(QueueConfiguration configuration, string queueArn) =>
        configuration.Id == Id && configuration.Queue == queueArn && configuration.Events?.Contains(EventType.ObjectCreatedAll) == true;
}
