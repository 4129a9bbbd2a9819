using System.Diagnostics;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.Benchmarks.Messages;

/// <summary>What one would write without a transport: batches of ten sent, received and deleted by AWSSDK.SQS.</summary>
internal sealed class BareLoop(AmazonSQSClient sqs, string queue, Message message)
{
    private const int Batch = 10;
    private TaskCompletionSource _done = new();
    private int _left;

    /// <param name="sqs">The client.</param>
    /// <param name="message">What is sent: body and attributes.</param>
    public static async Task<BareLoop> CreateAsync(AmazonSQSClient sqs, Message message) =>
        new(sqs, (await sqs.CreateQueueAsync($"bare-{Guid.NewGuid():N}")).QueueUrl, message);

    /// <summary>Sends so many messages by so many clients while as many others receive and delete them.</summary>
    public async Task<TimeSpan> RunAsync(int messages, int clients)
    {
        var began = Stopwatch.GetTimestamp();
        var batches = messages / Batch / clients;
        _left = batches * clients * Batch;
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var senders = Enumerable.Range(0, clients).Select(_ => SendAsync(batches));
        var receivers = Enumerable.Range(0, clients).Select(_ => ReceiveAsync());
        var all = Task.WhenAll(senders.Concat(receivers));
        await Task.WhenAny(_done.Task, all);
        var elapsed = Stopwatch.GetElapsedTime(began); // without the polls that end empty
        await all;
        return elapsed;
    }

    /// <summary>One message from send to receive, by a long poll that is waiting for it.</summary>
    public async Task<TimeSpan> PassAsync()
    {
        var receiving = sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { WaitTimeSeconds = 20, MessageAttributeNames = ["All"] });
        await Task.Delay(TransportBus.Pause, TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        await sqs.SendMessageAsync(
            new SendMessageRequest(queue, message.Body) { MessageAttributes = message.MessageAttributes });
        var received = await receiving;
        var elapsed = Stopwatch.GetElapsedTime(began);
        await sqs.DeleteMessageAsync(queue, received.Messages[0].ReceiptHandle);
        return elapsed;
    }

    private async Task SendAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            var entries = Enumerable.Range(0, Batch)
                .Select(id => new SendMessageBatchRequestEntry($"{id}", message.Body) { MessageAttributes = message.MessageAttributes })
                .ToList();
            await sqs.SendMessageBatchAsync(queue, entries);
        }
    }

    private async Task ReceiveAsync()
    {
        while (Volatile.Read(ref _left) > 0)
        {
            var received = await sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest(queue) { MaxNumberOfMessages = Batch, WaitTimeSeconds = 1, MessageAttributeNames = ["All"] });
            if (received.Messages is not { Count: > 0 } messages)
                continue;
            var entries = messages.Select((message, id) => new DeleteMessageBatchRequestEntry($"{id}", message.ReceiptHandle)).ToList();
            await sqs.DeleteMessageBatchAsync(queue, entries);
            if (Interlocked.Add(ref _left, -messages.Count) <= 0)
                _done.TrySetResult();
        }
    }
}
