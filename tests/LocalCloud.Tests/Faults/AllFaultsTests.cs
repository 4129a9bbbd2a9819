using System.Collections.Concurrent;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Faults;

public sealed class AllFaultsTests
{
    private const int Messages = 500;
    private const int Senders = 25;
    private const int Consumers = 25;

    private const string Everything = """
        {"kind":"throttle","share":0.1},{"kind":"serverError","share":0.1},
        {"kind":"dropBeforeEffect","share":0.1},{"kind":"dropAfterEffect","share":0.1},
        {"kind":"duplicateDelivery","share":0.2},{"kind":"delayedDelivery","share":0.2},{"kind":"reorderedDelivery","share":0.2}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_SDK_that_tries_again_loses_nothing_while_everything_goes_wrong_now_and_then()
    {
        await using var cloud = await FaultCloud.StartAsync(retries: 8);
        var url = await cloud.QueueAsync("q", visibilitySeconds: 2);
        await cloud.UseAsync(Everything);
        var deleted = new ConcurrentDictionary<string, int>();

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => SendAsync(cloud, url, sender)));
        await Task.WhenAll(Enumerable.Range(0, Consumers).Select(_ => ConsumeAsync(cloud, url, deleted)));

        Assert.Equal(Messages, deleted.Count);
        Assert.True(deleted.Values.Sum() > Messages, "No message was delivered twice.");
    }

    private static async Task SendAsync(FaultCloud cloud, string url, int sender)
    {
        for (var batch = 0; batch < Messages / Senders / 10; batch++)
        {
            var entries = Enumerable.Range(0, 10).Select(i => new SendMessageBatchRequestEntry($"{i}", $"{sender}/{batch}/{i}")).ToList();
            var sent = await cloud.Sqs.SendMessageBatchAsync(url, entries, Cancel);
            Assert.Equal(10, sent.Successful.Count);
        }
    }

    private static async Task ConsumeAsync(FaultCloud cloud, string url, ConcurrentDictionary<string, int> deleted)
    {
        while (deleted.Count < Messages)
        {
            var messages = await cloud.ReceiveAsync(url, wait: 1);
            if (messages.Count == 0)
                continue;
            var entries = messages.Select((m, i) => new DeleteMessageBatchRequestEntry($"{i}", m.ReceiptHandle)).ToList();
            await cloud.Sqs.DeleteMessageBatchAsync(url, entries, Cancel);
            foreach (var message in messages)
                deleted.AddOrUpdate(message.Body, 1, (_, times) => times + 1);
        }
    }
}
