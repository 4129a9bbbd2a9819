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

    public async Task<IReadOnlyList<Message>> LookAsync(string address, CancellationToken cancellationToken)
    {
        var seen = new List<Message>();
        try
        {
            while (seen.Count < options.Value.PeekMessages)
            {
                var received = await sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = address,
                        MaxNumberOfMessages = Math.Min(AtOnce, options.Value.PeekMessages - seen.Count),
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
