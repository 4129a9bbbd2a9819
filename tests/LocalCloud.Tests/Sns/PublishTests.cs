using System.Text.Json;
using Amazon.SQS.Model;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Sns;

public sealed class PublishTests
{
    [Fact]
    public async Task A_raw_subscription_gets_the_message_and_its_attributes()
    {
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("raw", TestContext.Current.CancellationToken)).QueueUrl;
        var topic = await sns.CreateTopicAsync("landed");
        await sns.SubscribeAsync(topic, "raw", ("RawMessageDelivery", "true"));

        await sns.ValueAsync(
            "MessageId",
            ("Action", "Publish"), ("TopicArn", topic), ("Message", "hällo"),
            ("MessageAttributes.entry.1.Name", "kind"),
            ("MessageAttributes.entry.1.Value.DataType", "String"), ("MessageAttributes.entry.1.Value.StringValue", "greeting"),
            ("MessageAttributes.entry.2.Name", "blob"),
            ("MessageAttributes.entry.2.Value.DataType", "Binary"), ("MessageAttributes.entry.2.Value.BinaryValue", "AAH/"));

        var received = await ReceiveAsync(sqs, url);
        Assert.Equal("hällo", received.Body);
        Assert.Equal("greeting", received.MessageAttributes["kind"].StringValue);
        Assert.Equal([0, 1, 255], received.MessageAttributes["blob"].BinaryValue.ToArray());
    }

    [Fact]
    public async Task An_ordinary_subscription_gets_the_envelope()
    {
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("enveloped", TestContext.Current.CancellationToken)).QueueUrl;
        var topic = await sns.CreateTopicAsync("landed");
        await sns.SubscribeAsync(topic, "enveloped");

        var id = await sns.ValueAsync(
            "MessageId",
            ("Action", "Publish"), ("TopicArn", topic), ("Message", "{\"a\":1}"), ("Subject", "news"),
            ("MessageAttributes.entry.1.Name", "count"),
            ("MessageAttributes.entry.1.Value.DataType", "Number"), ("MessageAttributes.entry.1.Value.StringValue", "7"));

        using var envelope = JsonDocument.Parse((await ReceiveAsync(sqs, url)).Body);
        string Text(string name) => envelope.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(
            ("Notification", id, topic, "news", "{\"a\":1}"),
            (Text("Type"), Text("MessageId"), Text("TopicArn"), Text("Subject"), Text("Message")));
        Assert.Equal("7", envelope.RootElement.GetProperty("MessageAttributes").GetProperty("count").GetProperty("Value").GetString());
    }

    [Fact]
    public async Task A_batch_reports_each_entry_and_delivers_the_good_ones()
    {
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("raw", TestContext.Current.CancellationToken)).QueueUrl;
        var topic = await sns.CreateTopicAsync("landed");
        await sns.SubscribeAsync(topic, "raw", ("RawMessageDelivery", "true"));

        var ids = await sns.ValuesAsync(
            "Id",
            ("Action", "PublishBatch"), ("TopicArn", topic),
            ("PublishBatchRequestEntries.member.1.Id", "good"), ("PublishBatchRequestEntries.member.1.Message", "one"),
            ("PublishBatchRequestEntries.member.2.Id", "bad"), ("PublishBatchRequestEntries.member.2.Message", ""));

        Assert.Equal(["good", "bad"], ids);
        Assert.Equal("one", (await ReceiveAsync(sqs, url)).Body);
    }

    private static async Task<Message> ReceiveAsync(Amazon.SQS.AmazonSQSClient sqs, string url)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = url,
            MessageAttributeNames = ["All"],
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 5,
        };
        return Assert.Single((await sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken)).Messages);
    }
}
