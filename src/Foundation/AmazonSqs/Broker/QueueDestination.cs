using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>A queue as senders see it.</summary>
internal sealed class QueueDestination
{
    private readonly Batcher<QueueMessage> _batcher;

    public QueueDestination(IAmazonSQS sqs, string url, AmazonSqsDeliveryOptions options, TimeProvider time)
    {
        Url = url;
        _batcher = new Batcher<QueueMessage>(
            BatchLimits.From(options, options.MaxQueueMessageBytes), messages => SendAsync(sqs, messages), time);
    }

    public string Url { get; }

    public Task SendAsync(QueueMessage message, int bytes, CancellationToken cancellationToken) =>
        _batcher.SendAsync(message, bytes, cancellationToken);

    public Task WhenIdleAsync(CancellationToken cancellationToken) => _batcher.WhenIdleAsync(cancellationToken);

    private async Task<IReadOnlyList<BatchFailure>> SendAsync(IAmazonSQS sqs, IReadOnlyList<QueueMessage> messages)
    {
        var request = new SendMessageBatchRequest
        {
            QueueUrl = Url,
            Entries = messages.Select((message, index) => message.ToEntry(index.ToString(CultureInfo.InvariantCulture))).ToList(),
        };
        var response = await sqs.SendMessageBatchAsync(request);
        return SqsBatch.Failures(response.Failed);
    }
}
