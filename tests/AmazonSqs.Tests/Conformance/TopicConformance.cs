using System.Xml.Linq;
using Amazon.Runtime;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Topics that are published to, and temporary queues that are answered to.</summary>
public abstract class TopicConformance(IBrokerFixture broker)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Topics_are_made_with_their_tags_before_anything_is_published_where_the_bus_is_told_so()
    {
        var serviceUrl = broker.RequireServiceUrl();
        await using var bus = await TestBus.StartAsync(serviceUrl, endpoints: (_, cfg, _) => PublishesShipped(cfg));

        var arn = await TopicAsync(serviceUrl, $"{bus.Prefix}_RetailBus_AmazonSqs_Tests_Messages-ItemShipped");

        Assert.Equal("retail", await TagAsync(serviceUrl, arn, "team"));
    }

    [Fact]
    public async Task A_bus_that_only_verifies_names_a_missing_topic_that_it_is_to_publish_to()
    {
        var serviceUrl = broker.RequireServiceUrl();
        await using var bus = TestBus.Create(
            serviceUrl, endpoints: (_, cfg, _) => PublishesShipped(cfg), delivery: Verifying(await PrefixAsync(serviceUrl)));

        var refused = await Assert.ThrowsAsync<ConnectionException>(bus.StartAsync);

        Assert.Contains("Messages-ItemShipped' is not there (aws sns create-topic", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bus_that_only_verifies_and_receives_nothing_publishes_by_the_prefix_of_its_topics()
    {
        var serviceUrl = broker.RequireServiceUrl();
        var prefix = TestBus.NewPrefix();
        await using var receiving = await TestBus.StartAsync(serviceUrl, x => x.AddConsumer<ShippedConsumer>(), prefix: prefix);
        await using var sending = await TestBus.StartAsync(
            serviceUrl, prefix: prefix, endpoints: (_, _, _) => { }, delivery: Verifying(await PrefixAsync(serviceUrl)));
        await using var untold = await TestBus.StartAsync(
            serviceUrl, prefix: prefix, endpoints: (_, _, _) => { }, delivery: Verifying(null));

        await sending.Bus.Publish(new ItemShipped("a"), Cancel);
        var refused = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => untold.Bus.Publish(new ItemShipped("b"), Cancel));

        await receiving.Journal.WaitForAsync("shipped");
        Assert.Contains("AmazonSqsDeliveryOptions.TopicArnPrefix", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_a_temporary_queue_that_is_gone_is_dropped_and_makes_no_queue()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<PriceConsumer>());
        var gone = $"{bus.Prefix}-gone";
        var seen = new RecordingObserver();
        bus.Bus.ConnectReceiveObserver(seen);

        await (await bus.EndpointAsync($"{bus.Prefix}-price")).Send(
            new AskPrice("mug"),
            context => context.ResponseAddress = new Uri($"amazonsqs://us-east-1/{gone}?durable=false&autodelete=true"),
            Cancel);

        await seen.Journal.WaitForAsync("received");
        Assert.DoesNotContain(seen.Journal.Entries, entry => entry.Kind.Contains("fault", StringComparison.Ordinal));
        await Assert.ThrowsAsync<Amazon.SQS.Model.QueueDoesNotExistException>(() => bus.Sqs.GetQueueUrlAsync(gone, Cancel));
    }

    private static void PublishesShipped(IAmazonSqsBusFactoryConfigurator cfg)
    {
        cfg.DeployPublishTopology = true;
        cfg.Publish<ItemShipped>(topic => topic.TopicTags["team"] = "retail");
    }

    private static AmazonSqsDeliveryOptions Verifying(string? topicArnPrefix) => new()
    {
        Topology = AmazonSqsTopologyMode.Verify,
        TopicArnPrefix = topicArnPrefix,
        PollStopTimeout = TimeSpan.FromSeconds(2),
    };

    /// <summary>What topics' ARNs begin with there.</summary>
    private static async Task<string> PrefixAsync(Uri serviceUrl)
    {
        using var sns = Sns(serviceUrl);
        var arn = await sns.CreateTopicAsync(TestBus.NewPrefix(), cancellationToken: Cancel);
        return arn[..(arn.LastIndexOf(':') + 1)];
    }

    private static async Task<string> TopicAsync(Uri serviceUrl, string name)
    {
        using var sns = Sns(serviceUrl);
        for (string? token = null; ;)
        {
            var page = await sns.ListTopicsAsync(token, Cancel);
            if (page.Items.FirstOrDefault(arn => arn.EndsWith(':' + name, StringComparison.Ordinal)) is { } found) return found;
            token = page.NextToken ?? throw new InvalidOperationException($"There is no topic {name}.");
        }
    }

    /// <summary>The SNS client has no such call.</summary>
    private static async Task<string?> TagAsync(Uri serviceUrl, string arn, string key)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Action"] = "ListTagsForResource",
            ["Version"] = "2010-03-31",
            ["ResourceArn"] = arn,
        });
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await http.PostAsync(serviceUrl, form, Cancel);
        var tags = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).Descendants()
            .Where(element => element.Name.LocalName == "member");
        return tags.FirstOrDefault(tag => Child(tag, "Key") == key) is { } found ? Child(found, "Value") : null;

        static string? Child(XElement tag, string name) => tag.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    private static SnsClient Sns(Uri serviceUrl) => new(new AwsClientOptions
    {
        ServiceUrl = serviceUrl,
        Region = "us-east-1",
        Credentials = new BasicAWSCredentials("test", "test"),
    });
}
