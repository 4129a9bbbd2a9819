using System.Globalization;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>
/// Sends, receives, and deletes a part of what it received; another part it hides for long. It alone uses its queue, so every message
/// that it receives can be held against what it was told before.
/// </summary>
internal sealed class WorkLoad(CrashClients clients, int number) : Load
{
    private const int LongSeconds = 3600;
    private readonly HashSet<string> _there = [];
    private readonly HashSet<string> _deleted = [];
    private readonly HashSet<string> _hidden = [];
    private readonly Dictionary<string, int> _receiveCounts = [];
    private string _url = "";

    public override async Task PrepareAsync() =>
        _url = (await clients.Sqs.CreateQueueAsync(
            new CreateQueueRequest($"work-{number}") { Attributes = new() { ["VisibilityTimeout"] = "1" } })).QueueUrl;

    public override async Task VerifyAsync(CancellationToken patience)
    {
        var missing = _there.ToHashSet();
        while (missing.Count > 0)
        {
            Assert.False(patience.IsCancellationRequested, $"{_url} has lost {missing.Count} messages, e.g. {missing.First()}");
            foreach (var message in await ReceiveAsync(wait: 1))
                missing.Remove(message.Body);
        }

        var attributes = await clients.Sqs.GetQueueAttributesAsync(_url, ["All"], CancellationToken.None);
        Assert.True(attributes.ApproximateNumberOfMessagesNotVisible >= _hidden.Count, "Hidden messages are lost.");
    }

    protected override async Task TurnAsync(int turn)
    {
        var entries = Enumerable.Range(0, 5).Select(i => new SendMessageBatchRequestEntry($"{i}", $"{turn}/{i}")).ToList();
        await clients.Sqs.SendMessageBatchAsync(_url, entries);
        _there.UnionWith(entries.Select(entry => entry.MessageBody));

        var received = await ReceiveAsync(wait: 0);
        if (received.Count == 0)
            return;
        _there.Remove(received[0].Body);
        if (turn % 4 == 0)
        {
            await clients.Sqs.ChangeMessageVisibilityAsync(_url, received[0].ReceiptHandle, LongSeconds);
            _hidden.Add(received[0].Body);
            return;
        }

        foreach (var message in received.Take(4))
            _there.Remove(message.Body);
        await clients.Sqs.DeleteMessageBatchAsync(
            _url, [.. received.Take(4).Select((m, i) => new DeleteMessageBatchRequestEntry($"{i}", m.ReceiptHandle))]);
        _deleted.UnionWith(received.Take(4).Select(m => m.Body));
    }

    private async Task<List<Message>> ReceiveAsync(int wait)
    {
        var messages = await clients.Sqs.ReceiveAsync(_url, wait);
        foreach (var message in messages)
        {
            Assert.False(_deleted.Contains(message.Body), $"{message.Body} was deleted and came back.");
            Assert.False(_hidden.Contains(message.Body), $"{message.Body} was hidden for an hour and came back.");
            var count = int.Parse(message.Attributes["ApproximateReceiveCount"], CultureInfo.InvariantCulture);
            Assert.True(count >= _receiveCounts.GetValueOrDefault(message.Body), $"The receive count of {message.Body} fell to {count}.");
            _receiveCounts[message.Body] = count;
        }

        return messages;
    }
}
