using System.Globalization;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>A topic as publishers see it.</summary>
internal sealed class TopicDestination
{
    private readonly Batcher<SnsMessage> _batcher;

    public TopicDestination(ISnsClient sns, string arn, AmazonSqsDeliveryOptions options, TimeProvider time)
    {
        Arn = arn;
        _batcher = new Batcher<SnsMessage>(
            BatchLimits.From(options, options.MaxTopicMessageBytes), messages => PublishAsync(sns, messages), time);
    }

    public string Arn { get; }

    public Task PublishAsync(SnsMessage message, int bytes, CancellationToken cancellationToken) =>
        _batcher.SendAsync(message, bytes, cancellationToken);

    public Task WhenIdleAsync(CancellationToken cancellationToken) => _batcher.WhenIdleAsync(cancellationToken);

    private async Task<IReadOnlyList<BatchFailure>> PublishAsync(ISnsClient sns, IReadOnlyList<SnsMessage> messages)
    {
        var entries = messages.Select(
            (message, index) => new SnsBatchEntry(index.ToString(CultureInfo.InvariantCulture), message)).ToList();
        var result = await sns.PublishBatchAsync(Arn, entries);
        return result.Failed
            .Select(
                entry => new BatchFailure(int.Parse(entry.Id, CultureInfo.InvariantCulture), entry.Code, entry.Message, entry.SenderFault))
            .ToList();
    }
}
