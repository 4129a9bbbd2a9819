using RetailBus.AwsClients.Sns;

namespace RetailBus.AwsClients.Tests;

public sealed class SnsClientTests(MotoServer moto) : IDisposable
{
    private readonly SnsClient _sns = new(Clients.Options(moto.ServiceUrl ?? new Uri("http://127.0.0.1:1")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _sns.Dispose();

    [Fact]
    public async Task Creating_a_topic_twice_gives_the_same_arn()
    {
        moto.RequireServiceUrl();
        var name = Clients.UniqueName("orders");

        var first = await _sns.CreateTopicAsync(
            name, tags: new Dictionary<string, string> { ["team"] = "x&y z" }, cancellationToken: Cancel);
        var second = await _sns.CreateTopicAsync(
            name, tags: new Dictionary<string, string> { ["team"] = "x&y z" }, cancellationToken: Cancel);

        Assert.Equal(first, second);
        Assert.Equal(first, (await _sns.GetTopicAttributesAsync(first, Cancel))["TopicArn"]);
    }

    [Fact]
    public async Task A_listing_is_read_to_its_last_page()
    {
        moto.RequireServiceUrl();
        var prefix = Clients.UniqueName("page");
        for (var i = 0; i < 105; i++) await _sns.CreateTopicAsync($"{prefix}-{i}", cancellationToken: Cancel);

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await _sns.ListTopicsAsync(token, Cancel);
            seen.AddRange(page.Items);
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal(105, seen.Count(arn => arn.Contains(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_subscription_can_be_made_seen_changed_and_removed()
    {
        moto.RequireServiceUrl();
        var topic = await _sns.CreateTopicAsync(Clients.UniqueName("t"), cancellationToken: Cancel);
        var queueArn = $"arn:aws:sqs:us-east-1:123456789012:{Clients.UniqueName("q")}";

        var subscription = await _sns.SubscribeAsync(
            topic, "sqs", queueArn, new Dictionary<string, string> { ["RawMessageDelivery"] = "true" }, Cancel);
        await _sns.SetSubscriptionAttributesAsync(subscription, "RawMessageDelivery", "false", Cancel);

        var listed = Assert.Single((await _sns.ListSubscriptionsByTopicAsync(topic, null, Cancel)).Items);
        Assert.Equal(new SnsSubscription(subscription, topic, "sqs", queueArn), listed);
        await _sns.UnsubscribeAsync(subscription, Cancel);
        Assert.Empty((await _sns.ListSubscriptionsByTopicAsync(topic, null, Cancel)).Items);
    }

    [Fact]
    public async Task A_message_and_a_batch_are_published()
    {
        moto.RequireServiceUrl();
        var topic = await _sns.CreateTopicAsync(Clients.UniqueName("t"), cancellationToken: Cancel);
        var message = new SnsMessage("{\"text\":\"Größe <&> 漢字\"}")
        {
            Attributes = new Dictionary<string, SnsAttribute> { ["kind"] = new("a b+c&d") },
        };

        Assert.NotEmpty(await _sns.PublishAsync(topic, message, Cancel));
        var result = await _sns.PublishBatchAsync(topic, [new("a", message), new("b", message with { Body = "two" })], Cancel);

        Assert.Equal(["a", "b"], result.Successful.Keys.Order());
        Assert.Empty(result.Failed);
    }

    [Fact]
    public async Task A_refusal_carries_the_aws_error_code()
    {
        moto.RequireServiceUrl();

        var refused = await Assert.ThrowsAsync<SnsException>(
            () => _sns.PublishAsync("arn:aws:sns:us-east-1:123456789012:nowhere", new SnsMessage("x"), Cancel));

        Assert.True(refused.IsNotFound, refused.ErrorCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_deleted_topic_is_gone()
    {
        moto.RequireServiceUrl();
        var topic = await _sns.CreateTopicAsync(Clients.UniqueName("t"), cancellationToken: Cancel);

        await _sns.DeleteTopicAsync(topic, Cancel);

        await Assert.ThrowsAsync<SnsException>(() => _sns.GetTopicAttributesAsync(topic, Cancel));
    }
}
