using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Api;

namespace RetailBus.Orchestrator.Queues;

/// <summary>
/// Moves messages that were set aside back to the queue they came from. Each is deleted only after it was sent: one that a crash
/// catches in between comes twice, which the consumers bear, and none is lost.
/// </summary>
/// <remarks>
/// One way for all three kinds: SQS's own StartMessageMoveTask knows dead-letter queues only, not MassTransit's error queues, and would
/// leave the fault's headers on the messages.
/// </remarks>
internal sealed class QueueRedrive(IAmazonSQS sqs, SqsQueues queues, QueueSamples samples, IBus bus, ILogger<QueueRedrive> logger)
{
    private const int AtOnce = 10;

    /// <summary>Seconds in which a handful of messages has to be moved; after that they may be received again.</summary>
    private const int Hold = 60;

    /// <param name="queue">An error, skipped or dead-letter queue.</param>
    /// <param name="max">Null for as many as wait now: those that fail again meanwhile are not moved over and over.</param>
    /// <param name="by">Who and why.</param>
    /// <param name="cancellationToken">Stops between messages.</param>
    /// <exception cref="RedriveException">SQS refused or could not be reached; what was moved by then stays moved.</exception>
    public async Task<RedriveResult> RunAsync(RetailBusQueue queue, int? max, OperatorRequest by, CancellationToken cancellationToken)
    {
        var moved = 0;
        using var held = await samples.HoldAsync(queue, cancellationToken);
        try
        {
            if (await queues.AddressAsync(queue.Name, cancellationToken) is not { } from)
                return new RedriveResult(0, 0);
            var to = await queues.AddressAsync(queue.Source!, cancellationToken)
                ?? throw new QueueDoesNotExistException($"{queue.Source} is not there.");
            var limit = (int)Math.Min(max ?? int.MaxValue, await DepthAsync(queue.Name, cancellationToken));
            QueueLog.Redrive(logger, by.ActorOrDefault, limit, queue.Name, queue.Source!, by.Reason!);
            while (moved < limit)
            {
                var messages = await ReceiveAsync(from, limit - moved, cancellationToken);
                if (messages.Count == 0)
                    break;
                var left = new Queue<Message>(messages);
                try
                {
                    while (left.TryPeek(out var message))
                    {
                        await MoveAsync(message, queue, from, to, by);
                        left.Dequeue();
                        moved++;
                    }
                }
                finally
                {
                    await GiveBackAsync(left, from);
                }
            }

            QueueLog.Redriven(logger, moved, queue.Name, queue.Source!);
            return new RedriveResult(moved, await DepthAsync(queue.Name, cancellationToken));
        }
        catch (Exception e) when (SqsFaults.IsOne(e))
        {
            QueueLog.BrokenOff(logger, e, queue.Name, moved);
            throw new RedriveException(moved, e);
        }
    }

    private async Task<long> DepthAsync(string name, CancellationToken cancellationToken)
    {
        var attributes = (await queues.AttributesAsync(name, cancellationToken))?.Attributes;
        return long.Parse(attributes?.GetValueOrDefault(QueueAttributeName.ApproximateNumberOfMessages) ?? "0",
            CultureInfo.InvariantCulture);
    }

    private async Task<List<Message>> ReceiveAsync(string address, int most, CancellationToken cancellationToken)
    {
        // A long poll asks all of SQS's servers, so that an empty answer means an empty queue.
        var request = new ReceiveMessageRequest
        {
            QueueUrl = address,
            MaxNumberOfMessages = Math.Min(AtOnce, most),
            WaitTimeSeconds = 1,
            VisibilityTimeout = Hold,
            MessageAttributeNames = ["All"],
        };
        return (await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages ?? [];
    }

    /// <summary>
    /// The timeline tells of it before the message is deleted, so that none goes back untold. Not with the caller's token: a message that
    /// was sent is to be deleted, too.
    /// </summary>
    private async Task MoveAsync(Message message, RetailBusQueue queue, string from, string to, OperatorRequest by)
    {
        await sqs.SendMessageAsync(SetAsideMessage.Again(message, to), CancellationToken.None);
        await NoteAsync(message, queue, by);
        await sqs.DeleteMessageAsync(from, message.ReceiptHandle, CancellationToken.None);
    }

    /// <summary>So that they can be moved at once when SQS answers again; otherwise their hold passes by itself.</summary>
    private async Task GiveBackAsync(IEnumerable<Message> messages, string from)
    {
        try
        {
            foreach (var message in messages)
                await sqs.ChangeMessageVisibilityAsync(from, message.ReceiptHandle, 0, CancellationToken.None);
        }
        catch (Exception e) when (SqsFaults.IsOne(e))
        {
            QueueLog.NotGivenBack(logger, e, from);
        }
    }

    /// <summary>On the timeline of the run that the message is about. A batch without a run has none: the log alone tells of it.</summary>
    private async Task NoteAsync(Message message, RetailBusQueue queue, OperatorRequest by)
    {
        if (SetAsideMessage.BatchId(message.Body) is not { } batch)
            return;
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        await saga.Send(
            new AnnotateRun
            {
                BatchId = batch,
                Actor = by.ActorOrDefault,
                Note = $"Message moved from {queue.Name} back to {queue.Source}: {by.Reason}"
            },
            CancellationToken.None);
    }
}
