using System.Globalization;
using Amazon.SQS.Model;
using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Deletes messages and changes their visibility, in batches as full as they come: no consumer waits for either.</summary>
internal sealed class QueueAcknowledgements
{
    private readonly SqsBroker _broker;
    private readonly string _queueUrl;
    private readonly Batcher<string> _deletes;
    private readonly Batcher<VisibilityChange> _changes;

    public QueueAcknowledgements(SqsBroker broker, string queueUrl)
    {
        _broker = broker;
        _queueUrl = queueUrl;
        var limits = BatchLimits.From(broker.Options, int.MaxValue) with { Thrifty = true };
        _deletes = new Batcher<string>(limits, DeleteAsync, broker.Time);
        _changes = new Batcher<VisibilityChange>(limits, ChangeAsync, broker.Time);
    }

    public Task DeleteAsync(string receiptHandle) => _deletes.SendAsync(receiptHandle, 0, CancellationToken.None);

    /// <param name="receiptHandle">The delivery.</param>
    /// <param name="visibility">From now; zero releases the message.</param>
    public Task ChangeVisibilityAsync(string receiptHandle, TimeSpan visibility) =>
        _changes.SendAsync(new VisibilityChange(receiptHandle, (int)Math.Ceiling(visibility.TotalSeconds)), 0, CancellationToken.None);

    /// <summary>Visibility changes leave together when <paramref name="change"/> has asked for them all.</summary>
    public void ChangeTogether(Action change)
    {
        _changes.BeginGathering();
        try
        {
            change();
        }
        finally
        {
            _changes.EndGathering();
        }
    }

    public async Task WhenIdleAsync()
    {
        await _deletes.WhenIdleAsync(CancellationToken.None);
        await _changes.WhenIdleAsync(CancellationToken.None);
    }

    private async Task<IReadOnlyList<BatchFailure>> DeleteAsync(IReadOnlyList<string> receiptHandles)
    {
        var entries = receiptHandles.Select((receipt, index) => new DeleteMessageBatchRequestEntry(Id(index), receipt)).ToList();
        var response = await _broker.Sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest(_queueUrl, entries));
        return SqsBatch.Failures(response.Failed);
    }

    private async Task<IReadOnlyList<BatchFailure>> ChangeAsync(IReadOnlyList<VisibilityChange> changes)
    {
        var entries = changes
            .Select((change, index) =>
                new ChangeMessageVisibilityBatchRequestEntry(Id(index), change.ReceiptHandle) { VisibilityTimeout = change.Seconds })
            .ToList();
        var response = await _broker.Sqs.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest(_queueUrl, entries));
        return SqsBatch.Failures(response.Failed);
    }

    private static string Id(int index) => index.ToString(CultureInfo.InvariantCulture);
}
