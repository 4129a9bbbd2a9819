using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Queues;

/// <summary>
/// Looks at messages that were set aside and gives them back. SQS knows no other way than to receive them, which counts as a delivery:
/// so never on a queue that moves messages on after so many.
/// </summary>
internal sealed class QueuePeek(IAmazonSQS sqs, IOptions<QueueOptions> options, ILogger<QueuePeek> logger)
{
    private const int AtOnce = 10;

    /// <summary>
    /// Seconds until a message comes back by itself, should this process die while it looks. One that comes back during a long look is seen
    /// twice and counted once.
    /// </summary>
    private const int Hold = 5;

    /// <param name="address">The queue's.</param>
    /// <param name="depth">How many messages are said to wait: no more are asked for.</param>
    /// <param name="cancellationToken">Stops the look; what was received is given back.</param>
    public async Task<IReadOnlyCollection<Message>> LookAsync(string address, long depth, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(depth, options.Value.PeekMessages);
        var seen = new Dictionary<string, Message>();
        try
        {
            while (seen.Count < most)
            {
                var received = await sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = address,
                        MaxNumberOfMessages = Math.Min(AtOnce, most - seen.Count),
                        WaitTimeSeconds = 1, // a long poll asks all of SQS's servers
                        VisibilityTimeout = Hold,
                        MessageAttributeNames = ["All"],
                        MessageSystemAttributeNames = [MessageSystemAttributeName.SentTimestamp],
                    },
                    cancellationToken);
                var before = seen.Count;
                foreach (var message in received.Messages ?? [])
                    seen[message.MessageId] = message;
                if (seen.Count == before)
                    break;
            }
        }
        finally
        {
            await GiveBackAsync(address, seen.Values);
        }

        return seen.Values;
    }

    /// <summary>
    /// Also when the caller is gone, so not with its token. Fails silently: what was seen was seen, and a fault of the look itself must not
    /// be hidden by one that follows from it.
    /// </summary>
    private async Task GiveBackAsync(string address, IReadOnlyCollection<Message> seen)
    {
        try
        {
            foreach (var messages in seen.Chunk(AtOnce))
                await sqs.ChangeMessageVisibilityBatchAsync(NoLongerHeld(address, messages), CancellationToken.None);
        }
        catch (Exception e) when (SqsFaults.IsOne(e))
        {
            QueueLog.NotGivenBack(logger, e, address);
        }
    }

    private static ChangeMessageVisibilityBatchRequest NoLongerHeld(string address, IEnumerable<Message> messages) => new()
    {
        QueueUrl = address,
        Entries =
        [
            .. messages.Select((message, index) => new ChangeMessageVisibilityBatchRequestEntry($"{index}", message.ReceiptHandle)
            {
                VisibilityTimeout = 0,
            }),
        ],
    };
}
