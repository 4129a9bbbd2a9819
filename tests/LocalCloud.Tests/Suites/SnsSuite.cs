using System.Net;
using System.Text.Json;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>What any SNS with SQS behind it has to do.</summary>
public abstract class SnsSuite(CloudUnderTest cloud) : Suite(cloud)
{
    [Fact]
    public async Task A_raw_subscription_gets_the_message_itself()
    {
        var cloud = Cloud();
        var (topic, queue, _) = await SubscribedAsync(cloud, ("RawMessageDelivery", "true"));
        await PublishAsync(cloud, topic, "hällo", ("kind", "String", "greeting"));
        var message = await ReceiveAsync(cloud, queue);
        Assert.Equal(("hällo", "greeting"), (message.Body, message.MessageAttributes["kind"].StringValue));
    }

    [Fact]
    public async Task Another_subscription_gets_an_envelope()
    {
        var cloud = Cloud();
        var (topic, queue, _) = await SubscribedAsync(cloud);
        await PublishAsync(cloud, topic, "{\"a\":1}", ("count", "Number", "7"));
        using var envelope = JsonDocument.Parse((await ReceiveAsync(cloud, queue)).Body);
        string Text(string name) => envelope.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(("Notification", topic, "{\"a\":1}"), (Text("Type"), Text("TopicArn"), Text("Message")));
        Assert.Equal("7", envelope.RootElement.GetProperty("MessageAttributes").GetProperty("count").GetProperty("Value").GetString());
    }

    [Theory]
    [InlineData("""{"store":["berlin"]}""", "String", "berlin", "rome")]
    [InlineData("""{"store":[{"prefix":"ber"}]}""", "String", "berlin", "rome")]
    [InlineData("""{"store":[{"suffix":"lin"}]}""", "String", "berlin", "rome")]
    [InlineData("""{"store":[{"anything-but":["rome"]}]}""", "String", "berlin", "rome")]
    [InlineData("""{"store":[{"anything-but":{"prefix":"ro"}}]}""", "String", "berlin", "rome")]
    [InlineData("""{"store":[{"numeric":[">",10,"<=",20]}]}""", "Number", "20", "10")]
    [InlineData("""{"store":[{"exists":true}],"other":[{"exists":false}]}""", "String", "berlin", null)]
    [InlineData("""{"$or":[{"store":["berlin"]},{"other":["x"]}]}""", "String", "berlin", "rome")]
    public Task A_policy_on_attributes_keeps_out_what_it_does_not_name(string policy, string type, string passes, string? fails) =>
        FilterAsync(Cloud(), policy, "MessageAttributes", (type, passes), fails is null ? null : (type, fails));

    [Theory]
    [InlineData("""{"store":[{"equals-ignore-case":"BERLIN"}]}""", "String", "berlin", "rome")]
    public Task A_policy_on_attributes_can_ignore_case(string policy, string type, string passes, string fails) =>
        FilterAsync(Cloud(), policy, "MessageAttributes", (type, passes), (type, fails));

    [Theory]
    [InlineData("""{"store":[{"wildcard":"b*n"}]}""", "String", "berlin", "rome")]
    public Task A_policy_on_attributes_knows_wildcards(string policy, string type, string passes, string fails) =>
        FilterAsync(Cloud(), policy, "MessageAttributes", (type, passes), (type, fails));

    [Theory]
    [InlineData("""{"store":[{"cidr":"10.0.0.0/8"}]}""", "String", "10.1.2.3", "11.1.2.3")]
    public Task A_policy_on_attributes_knows_address_blocks(string policy, string type, string passes, string fails) =>
        FilterAsync(Cloud(), policy, "MessageAttributes", (type, passes), (type, fails));

    [Theory]
    [InlineData("""{"order":{"store":["berlin"]}}""", """{"order":{"store":"berlin"}}""", """{"order":{"store":"rome"}}""")]
    [InlineData("""{"price":[{"numeric":["<",5]}]}""", """{"price":4.5}""", """{"price":5}""")]
    [InlineData("""{"store":[{"anything-but":"rome"}]}""", """{"store":"berlin"}""", """{"store":"rome"}""")]
    [InlineData("""{"store":[{"exists":false}]}""", """{"price":1}""", """{"store":"rome"}""")]
    public Task A_policy_on_the_body_keeps_out_what_it_does_not_name(string policy, string passes, string fails) =>
        FilterBodyAsync(Cloud(), policy, passes, fails);

    [Theory]
    [InlineData("""{"$or":[{"store":["berlin"]},{"price":[1]}]}""", """{"price":1}""", """{"price":2}""")]
    public Task A_policy_on_the_body_knows_alternatives(string policy, string passes, string fails) =>
        FilterBodyAsync(Cloud(), policy, passes, fails);

    [Fact]
    public async Task A_batch_is_delivered_and_each_entry_told()
    {
        var cloud = Cloud();
        var (topic, queue, _) = await SubscribedAsync(cloud, ("RawMessageDelivery", "true"));
        var ids = await cloud.Sns.ValuesAsync(
            "MessageId",
            ("Action", "PublishBatch"), ("TopicArn", topic),
            ("PublishBatchRequestEntries.member.1.Id", "a"), ("PublishBatchRequestEntries.member.1.Message", "one"),
            ("PublishBatchRequestEntries.member.2.Id", "b"), ("PublishBatchRequestEntries.member.2.Message", "two"));
        Assert.Equal(2, ids.Distinct().Count());
        string[] bodies = [(await ReceiveAsync(cloud, queue)).Body, (await ReceiveAsync(cloud, queue)).Body];
        Assert.Equal(["one", "two"], bodies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_topic_is_created_once_has_attributes_and_tags_and_ends_with_its_subscriptions()
    {
        var cloud = Cloud();
        var (topic, _, subscription) = await SubscribedAsync(cloud);
        Assert.Equal(topic, await cloud.Sns.CreateTopicAsync(topic[(topic.LastIndexOf(':') + 1)..]));
        await cloud.Sns.DoAsync(
            ("Action", "SetTopicAttributes"), ("TopicArn", topic), ("AttributeName", "DisplayName"), ("AttributeValue", "Orders"));
        Assert.Contains("Orders", await cloud.Sns.ValuesAsync("value", ("Action", "GetTopicAttributes"), ("TopicArn", topic)));
        await cloud.Sns.DoAsync(
            ("Action", "TagResource"), ("ResourceArn", topic), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "data"));
        Assert.Equal("data", await cloud.Sns.ValueAsync("Value", ("Action", "ListTagsForResource"), ("ResourceArn", topic)));
        Assert.Equal(
            [subscription], await cloud.Sns.ValuesAsync("SubscriptionArn", ("Action", "ListSubscriptionsByTopic"), ("TopicArn", topic)));
        await cloud.Sns.DoAsync(("Action", "Unsubscribe"), ("SubscriptionArn", subscription));
        Assert.Empty(await cloud.Sns.ValuesAsync("SubscriptionArn", ("Action", "ListSubscriptionsByTopic"), ("TopicArn", topic)));
        await cloud.Sns.DoAsync(("Action", "DeleteTopic"), ("TopicArn", topic));
        Assert.DoesNotContain(topic, await cloud.Sns.ValuesAsync("TopicArn", ("Action", "ListTopics")));
    }

    [Fact]
    public async Task A_permission_is_a_statement_of_the_policy()
    {
        var cloud = Cloud();
        var topic = await cloud.Sns.CreateTopicAsync(CloudUnderTest.NewName("suite"));
        await cloud.Sns.DoAsync(
            ("Action", "AddPermission"), ("TopicArn", topic), ("Label", "publishers"), ("AWSAccountId.member.1", "111122223333"),
            ("ActionName.member.1", "Publish"));
        Assert.Contains(
            await cloud.Sns.ValuesAsync("value", ("Action", "GetTopicAttributes"), ("TopicArn", topic)),
            value => value.Contains("publishers", StringComparison.Ordinal));
        await cloud.Sns.DoAsync(("Action", "RemovePermission"), ("TopicArn", topic), ("Label", "publishers"));
        Assert.DoesNotContain(
            await cloud.Sns.ValuesAsync("value", ("Action", "GetTopicAttributes"), ("TopicArn", topic)),
            value => value.Contains("publishers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_there_has_a_name()
    {
        var cloud = Cloud();
        var topic = await cloud.Sns.CreateTopicAsync(CloudUnderTest.NewName("suite"));
        var (code, _) = await cloud.Sns.ErrorAsync(
            HttpStatusCode.NotFound, ("Action", "Publish"), ("TopicArn", topic + "-absent"), ("Message", "x"));
        Assert.Equal("NotFound", code);
        var (bad, _) = await cloud.Sns.ErrorAsync(
            HttpStatusCode.BadRequest,
            ("Action", "Publish"), ("TopicArn", topic), ("Message", new string('x', 262_145)));
        Assert.Equal("InvalidParameter", bad);
    }

    private static async Task FilterBodyAsync(CloudUnderTest cloud, string policy, string passes, string fails)
    {
        var (topic, queue, _) = await SubscribedAsync(
            cloud, ("RawMessageDelivery", "true"), ("FilterPolicy", policy), ("FilterPolicyScope", "MessageBody"));
        await PublishAsync(cloud, topic, fails);
        await PublishAsync(cloud, topic, passes);
        Assert.Equal(passes, (await ReceiveAsync(cloud, queue)).Body);
    }

    private static async Task FilterAsync(
        CloudUnderTest cloud, string policy, string scope, (string Type, string Value) passes, (string Type, string Value)? fails)
    {
        var (topic, queue, _) = await SubscribedAsync(
            cloud, ("RawMessageDelivery", "true"), ("FilterPolicy", policy), ("FilterPolicyScope", scope));
        if (fails is { } kept)
            await PublishAsync(cloud, topic, "fails", ("store", kept.Type, kept.Value));
        else
            await PublishAsync(cloud, topic, "fails");
        await PublishAsync(cloud, topic, "passes", ("store", passes.Type, passes.Value));
        Assert.Equal("passes", (await ReceiveAsync(cloud, queue)).Body);
    }

    private static async Task<(string Topic, string Queue, string Subscription)> SubscribedAsync(
        CloudUnderTest cloud, params (string Name, string Value)[] attributes)
    {
        var queue = (await cloud.Sqs.CreateQueueAsync(CloudUnderTest.NewName("suite"), Cancelled)).QueueUrl;
        var arn = (await cloud.Sqs.GetQueueAttributesAsync(queue, ["QueueArn"], Cancelled)).QueueARN;
        var topic = await cloud.Sns.CreateTopicAsync(CloudUnderTest.NewName("suite"));
        var subscription = await cloud.Sns.ValueAsync(
            "SubscriptionArn",
            [
                ("Action", "Subscribe"), ("TopicArn", topic), ("Protocol", "sqs"), ("Endpoint", arn),
                .. attributes.SelectMany((attribute, i) => new[]
                {
                    ($"Attributes.entry.{i + 1}.key", attribute.Name), ($"Attributes.entry.{i + 1}.value", attribute.Value),
                }),
            ]);
        return (topic, queue, subscription);
    }

    private static Task<string> PublishAsync(
        CloudUnderTest cloud, string topic, string message, params (string Name, string Type, string Value)[] attributes) =>
        cloud.Sns.ValueAsync(
            "MessageId",
            [
                ("Action", "Publish"), ("TopicArn", topic), ("Message", message),
                .. attributes.SelectMany((attribute, i) => new[]
                {
                    ($"MessageAttributes.entry.{i + 1}.Name", attribute.Name),
                    ($"MessageAttributes.entry.{i + 1}.Value.DataType", attribute.Type),
                    ($"MessageAttributes.entry.{i + 1}.Value.StringValue", attribute.Value),
                }),
            ]);

    private static async Task<Message> ReceiveAsync(CloudUnderTest cloud, string queue)
    {
        var request = new ReceiveMessageRequest(queue) { WaitTimeSeconds = 5, MessageAttributeNames = ["All"] };
        return (await UntilAsync(
            async () => (await cloud.Sqs.ReceiveMessageAsync(request, Cancelled)).Messages ?? [], found => found.Count > 0))[0];
    }
}
