using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Queues;

/// <summary>
/// Looks at messages that were set aside and gives them back. SQS knows no other way than to receive them, which counts as a delivery:
/// so never on a queue that moves messages on after so many.
/// </summary>
internal sealed class QueuePeek(IAmazonSQS sqs, IOptions<QueueOptions> options)
{
    private const int AtOnce = 10;

    /// <summary>Seconds until a message comes back by itself, should this process die while it looks.</summary>
    private const int Hold = 20;

    /// <param name="address">The queue's.</param>
    /// <param name="depth">How many messages are said to wait: no more are asked for.</param>
    /// <param name="cancellationToken">Stops the look; what was received is given back.</param>
    public async Task<IReadOnlyList<Message>> LookAsync(string address, long depth, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(depth, options.Value.PeekMessages);
        var seen = new List<Message>();
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
                if (received.Messages is not { Count: > 0 } messages)
                    break;
                seen.AddRange(messages);
            }
        }
        finally
        {
            foreach (var messages in seen.Chunk(AtOnce))
                await GiveBackAsync(address, messages);
        }

        return seen;
    }

    /// <summary>Also when the caller is gone, so not with its token.</summary>
    private async Task GiveBackAsync(string address, IEnumerable<Message> messages) => await sqs.ChangeMessageVisibilityBatchAsync(
        new ChangeMessageVisibilityBatchRequest
        {
            QueueUrl = address,
            Entries =
            [
                .. messages.Select((message, index) => new ChangeMessageVisibilityBatchRequestEntry($"{index}", message.ReceiptHandle)
                {
                    VisibilityTimeout = 0,
                }),
            ],
        },
        CancellationToken.None);
}
