using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.Options;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Aws;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>The topic that the options name: made, or only looked for, as <see cref="AwsOptions.Provision"/> says.</summary>
internal sealed class PublicEventTopic(IOptions<CloudEventOptions> options, IOptions<AwsOptions> aws, IAmazonSQS sqs) : IDisposable
{
    private const string QueueArn = "QueueArn";
    private readonly SnsClient _sns = new(new AwsClientOptions
    {
        ServiceUrl = aws.Value.ServiceUrl,
        Region = aws.Value.Region,
        Credentials = aws.Value.AccessKeyId is { } id ? new BasicAWSCredentials(id, aws.Value.SecretAccessKey) : null,
    });

    private volatile string? _arn;

    private string Topic => options.Value.Topic ?? throw new InvalidOperationException("CloudEvents:Topic is not set.");

    /// <exception cref="InvalidOperationException">The topic is not there, and nothing is to be made.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var arn = await ArnAsync(cancellationToken);
        try
        {
            if (!IsMade)
                await _sns.GetTopicAttributesAsync(arn, cancellationToken);
        }
        catch (SnsException e) when (e.IsNotFound)
        {
            throw new InvalidOperationException(
                $"The topic {Topic} is not there, and Aws:Provision is off. Create it (aws sns create-topic --name {Topic}), correct "
                + "CloudEvents:Topic, or turn Aws:Provision on.",
                e);
        }
        catch (SnsException e) when (e.ErrorCode is "AuthorizationError" or "AccessDenied" or "AccessDeniedException")
        {
            // A publisher needs no right to look at the topic; whether it may publish is seen with the first event.
            return;
        }
    }

    public async Task PublishAsync(SnsMessage message, CancellationToken cancellationToken) =>
        await _sns.PublishAsync(await ArnAsync(cancellationToken), message, cancellationToken);

    public void Dispose() => _sns.Dispose();

    private bool IsArn => Topic.StartsWith("arn:", StringComparison.Ordinal);

    private bool IsMade => aws.Value.Provision && !IsArn;

    private async Task<string> ArnAsync(CancellationToken cancellationToken)
    {
        if (_arn is { } known)
            return known;
        if (IsArn)
            return _arn = Topic;
        return _arn = IsMade
            ? await _sns.CreateTopicAsync(Topic, cancellationToken: cancellationToken)
            : await BesideQueueAsync(cancellationToken);
    }

    /// <summary>Of the partition, region and account of the consumer's own queue: no right to list topics is needed.</summary>
    private async Task<string> BesideQueueAsync(CancellationToken cancellationToken)
    {
        var url = (await sqs.GetQueueUrlAsync(QueueNames.PublicEvents, cancellationToken)).QueueUrl;
        var queue = (await sqs.GetQueueAttributesAsync(url, [QueueArn], cancellationToken)).Attributes[QueueArn].Split(':');
        return $"{queue[0]}:{queue[1]}:sns:{queue[3]}:{queue[4]}:{Topic}";
    }
}
