using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>Sends batches that nobody receives until the end.</summary>
internal sealed class SendLoad(CrashClients clients, int number) : Load
{
    private readonly List<string> _sent = [];
    private string _url = "";

    public override async Task PrepareAsync() =>
        _url = (await clients.Sqs.CreateQueueAsync(
            new CreateQueueRequest($"sent-{number}") { Attributes = new() { ["VisibilityTimeout"] = "3600" } })).QueueUrl;

    public override Task VerifyAsync(CancellationToken patience) => clients.Sqs.ExpectAsync(_url, _sent, m => m.Body, patience);

    protected override async Task TurnAsync(int turn)
    {
        var entries = Enumerable.Range(0, 10).Select(i => new SendMessageBatchRequestEntry($"{i}", $"{turn}/{i}")).ToList();
        await clients.Sqs.SendMessageBatchAsync(_url, entries);
        _sent.AddRange(entries.Select(entry => entry.MessageBody));
    }
}
