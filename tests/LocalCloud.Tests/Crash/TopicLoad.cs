using Amazon.SQS.Model;
using RetailBus.AwsClients.Sns;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>Publishes to a topic that two queues follow.</summary>
internal sealed class TopicLoad(CrashClients clients) : Load
{
    private readonly List<string> _published = [];
    private readonly string[] _urls = new string[2];
    private string _topic = "";

    public override async Task PrepareAsync()
    {
        _topic = await clients.Sns.CreateTopicAsync("fan-out");
        var raw = new Dictionary<string, string> { ["RawMessageDelivery"] = "true" };
        for (var i = 0; i < _urls.Length; i++)
        {
            _urls[i] = (await clients.Sqs.CreateQueueAsync(
                new CreateQueueRequest($"follower-{i}") { Attributes = new() { ["VisibilityTimeout"] = "3600" } })).QueueUrl;
            await clients.Sns.SubscribeAsync(_topic, "sqs", $"arn:aws:sqs:us-east-1:000000000000:follower-{i}", raw);
        }
    }

    public override async Task VerifyAsync(CancellationToken patience)
    {
        foreach (var url in _urls)
            await clients.Sqs.ExpectAsync(url, _published, m => m.Body, patience);
    }

    protected override async Task TurnAsync(int turn)
    {
        await clients.Sns.PublishAsync(_topic, new SnsMessage($"{turn}"));
        _published.Add($"{turn}");
    }
}
