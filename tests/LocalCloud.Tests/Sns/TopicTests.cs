using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Sns;

public sealed class TopicTests
{
    [Fact]
    public async Task Topics_and_subscriptions_are_created_once_listed_changed_and_deleted()
    {
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        var topic = await sns.CreateTopicAsync("landed");
        Assert.Equal(topic, await sns.CreateTopicAsync("landed"));
        var subscription = await sns.SubscribeAsync(topic, "q");
        Assert.Equal(subscription, await sns.SubscribeAsync(topic, "q"));
        Assert.Equal([subscription], await sns.ValuesAsync("SubscriptionArn", ("Action", "ListSubscriptionsByTopic"), ("TopicArn", topic)));

        await sns.DoAsync(
            ("Action", "SetSubscriptionAttributes"), ("SubscriptionArn", subscription), ("AttributeName", "RawMessageDelivery"),
            ("AttributeValue", "true"));
        Assert.Contains("true", await sns.ValuesAsync("value", ("Action", "GetSubscriptionAttributes"), ("SubscriptionArn", subscription)));
        await sns.DoAsync(
            ("Action", "TagResource"), ("ResourceArn", topic), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "data"));
        Assert.Equal("team", await sns.ValueAsync("Key", ("Action", "ListTagsForResource"), ("ResourceArn", topic)));

        await sns.DoAsync(("Action", "DeleteTopic"), ("TopicArn", topic));
        Assert.Empty(await sns.ValuesAsync("SubscriptionArn", ("Action", "ListSubscriptions")));
        Assert.Equal(
            "NotFound", (await sns.ErrorAsync(HttpStatusCode.NotFound, ("Action", "Publish"), ("TopicArn", topic), ("Message", "m"))).Code);
    }

    [Fact]
    public async Task What_is_not_served_is_refused_by_name()
    {
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        var topic = await sns.CreateTopicAsync("landed");
        Assert.Contains(
            "ConfirmSubscription", (await sns.ErrorAsync(HttpStatusCode.BadRequest, ("Action", "ConfirmSubscription"))).Message,
            StringComparison.Ordinal);
        var refused = await sns.ErrorAsync(
            HttpStatusCode.BadRequest, ("Action", "Subscribe"), ("TopicArn", topic), ("Protocol", "http"),
            ("Endpoint", "http://localhost"));
        Assert.Equal("InvalidParameter", refused.Code);
        Assert.Contains("http is not served", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "FIFO", (await sns.ErrorAsync(HttpStatusCode.BadRequest, ("Action", "CreateTopic"), ("Name", "a.fifo"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_policy_keeps_other_messages_away()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("q", cancel)).QueueUrl;
        var topic = await sns.CreateTopicAsync("landed");
        await sns.SubscribeAsync(topic, "q", ("RawMessageDelivery", "true"), ("FilterPolicy", """{"count":[{"numeric":[">",5]}]}"""));
        foreach (var count in new[] { "5", "6" })
        {
            await sns.ValueAsync(
                "MessageId", ("Action", "Publish"), ("TopicArn", topic), ("Message", count), ("MessageAttributes.entry.1.Name", "count"),
                ("MessageAttributes.entry.1.Value.DataType", "Number"), ("MessageAttributes.entry.1.Value.StringValue", count));
        }
        var received = await sqs.ReceiveMessageAsync(
            new Amazon.SQS.Model.ReceiveMessageRequest(url) { MaxNumberOfMessages = 10 }, cancel);
        Assert.Equal("6", Assert.Single(received.Messages).Body);
    }

    [Fact]
    public async Task Bucket_notifications_reach_queues_directly_and_through_topics()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await MessagingServer.StartAsync();
        using var sns = new SnsForms(server);
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("q", cancel)).QueueUrl;
        var topic = await sns.CreateTopicAsync("landed");
        await sns.SubscribeAsync(topic, "q", ("RawMessageDelivery", "true"));
        var targets = server.Services.GetRequiredService<IEventTargets>();
        const string Queue = "arn:aws:sqs:us-east-1:000000000000:q";

        Assert.True(targets.Exists(Queue) && targets.Exists(topic));
        Assert.False(targets.Exists(Queue + "x") || targets.Exists(topic + "x") || targets.Exists("q"));
        await targets.SendAsync(Queue, "direct", null, cancel);
        await targets.SendAsync(topic, "by topic", "Amazon S3 Notification", cancel);
        var received = await sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest(url) { MaxNumberOfMessages = 10 }, cancel);
        Assert.Equal(["direct", "by topic"], received.Messages.Select(m => m.Body));
    }
}
