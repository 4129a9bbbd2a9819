using System.Collections.Concurrent;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Each_message_of_many_senders_reaches_exactly_one_of_many_receivers()
    {
        const int Senders = 4, Receivers = 4, Batches = 25;
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await MessagingServer.StartAsync();
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("q", cancel)).QueueUrl;
        var received = new ConcurrentQueue<string>();

        var sending = Enumerable.Range(0, Senders).Select(async sender =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                await sqs.SendMessageBatchAsync(
                    url, [.. Enumerable.Range(0, 10).Select(i => new SendMessageBatchRequestEntry($"{i}", $"{sender}/{batch}/{i}"))],
                    cancel);
            }
        });
        var receiving = Enumerable.Range(0, Receivers).Select(async _ =>
        {
            while (received.Count < Senders * Batches * 10)
            {
                var request = new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = 1 };
                foreach (var message in (await sqs.ReceiveMessageAsync(request, cancel)).Messages ?? [])
                {
                    received.Enqueue(message.Body);
                    await sqs.DeleteMessageAsync(url, message.ReceiptHandle, cancel);
                }
            }
        });
        await Task.WhenAll(sending.Concat(receiving));

        Assert.Equal(Senders * Batches * 10, received.Count);
        Assert.Equal(received.Count, received.Distinct().Count());
    }

    [Fact]
    public async Task A_client_that_disconnects_during_a_long_poll_takes_no_message_with_it()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await MessagingServer.StartAsync();
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("q", cancel)).QueueUrl;
        for (var round = 0; round < 20; round++)
        {
            using var leaving = new CancellationTokenSource();
            using var client = server.SqsClient();
            var poll = client.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 }, leaving.Token);
            await server.UntilPollingAsync("q", polls: 1);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
            await server.UntilPollingAsync("q", polls: 0);
            await sqs.SendMessageAsync(url, "m", cancel);
            var message = Assert.Single((await sqs.ReceiveMessageAsync(url, cancel)).Messages);
            await sqs.DeleteMessageAsync(url, message.ReceiptHandle, cancel);
        }
    }

    [Fact]
    public async Task The_host_stops_at_once_while_a_receive_waits()
    {
        var server = await MessagingServer.StartAsync();
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("q", TestContext.Current.CancellationToken)).QueueUrl;
        var poll = sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 }, TestContext.Current.CancellationToken);
        await server.UntilPollingAsync("q", polls: 1);
        await server.DisposeAsync();
        Assert.Null((await poll.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).Messages);
    }
}
