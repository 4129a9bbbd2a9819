namespace RetailBus.LocalCloud.Tests.Faults;

public sealed class DeliveryFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_doubled_message_has_to_be_deleted_twice()
    {
        await using var cloud = await FaultCloud.StartAsync();
        var url = await cloud.QueueAsync("q");
        await cloud.UseAsync("""{"kind":"duplicateDelivery","share":1}""");
        var sent = await cloud.Sqs.SendMessageAsync(url, "m", Cancel);

        var first = Assert.Single(await cloud.ReceiveAsync(url, wait: 20));
        await cloud.Sqs.DeleteMessageAsync(url, first.ReceiptHandle, Cancel);
        var second = Assert.Single(await cloud.ReceiveAsync(url, wait: 20));
        await cloud.Sqs.DeleteMessageAsync(url, second.ReceiptHandle, Cancel);

        Assert.Equal([sent.MessageId, sent.MessageId], [first.MessageId, second.MessageId]);
        Assert.NotEqual(first.ReceiptHandle, second.ReceiptHandle);
        Assert.Empty(await cloud.ReceiveAsync(url));
    }

    [Fact]
    public async Task A_delayed_message_is_hidden_first_and_comes_by_itself()
    {
        await using var cloud = await FaultCloud.StartAsync();
        var url = await cloud.QueueAsync("q");
        await cloud.UseAsync("""{"kind":"delayedDelivery","share":1,"queue":"q","maxDelayMilliseconds":1500}""");
        var entries = Enumerable.Range(0, 10).Select(i => new Amazon.SQS.Model.SendMessageBatchRequestEntry($"{i}", $"{i}")).ToList();
        await cloud.Sqs.SendMessageBatchAsync(url, entries, Cancel);

        var bodies = (await cloud.ReceiveAsync(url)).Select(m => m.Body).ToList();
        Assert.True(bodies.Count < 10, "All ten came at once.");
        while (bodies.Count < 10)
            bodies.AddRange((await cloud.ReceiveAsync(url, wait: 20)).Select(m => m.Body));
        Assert.Equal(10, bodies.Distinct().Count());
    }

    [Fact]
    public async Task Messages_come_out_of_order_and_all_of_them_come()
    {
        await using var cloud = await FaultCloud.StartAsync();
        var (mixed, straight) = (await cloud.QueueAsync("mixed"), await cloud.QueueAsync("straight"));
        await cloud.UseAsync("""{"kind":"reorderedDelivery","share":0.5,"queue":"mixed"}""");
        var inOrder = Enumerable.Range(0, 20).Select(i => $"{i}").ToArray();
        foreach (var url in new[] { mixed, straight })
        {
            foreach (var body in inOrder)
                await cloud.Sqs.SendMessageAsync(url, body, Cancel);
        }

        Assert.Equal(inOrder, await DrainAsync(cloud, straight));
        var received = await DrainAsync(cloud, mixed);
        Assert.NotEqual(inOrder, received);
        Assert.Equal(inOrder.Order(StringComparer.Ordinal), received.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> DrainAsync(FaultCloud cloud, string url)
    {
        var bodies = new List<string>();
        while (await cloud.ReceiveAsync(url) is { Count: > 0 } messages)
            bodies.AddRange(messages.Select(m => m.Body));
        return bodies;
    }
}
