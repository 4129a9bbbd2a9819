using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Firehose;
using RetailBus.AwsClients.Sns;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Names;
using RetailBus.Ingest;
using RetailBus.Platform.Bus;

namespace RetailBus.EndToEnd.Aws;

/// <summary>The templates against what the services make where they may: what one has and the other has not fails here.</summary>
public sealed class AwsTopologyTests : IAsyncLifetime
{
    private const string Account = "000000000000";
    private static readonly BasicAWSCredentials Anybody = new("test", "test");
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-topology-");
    private readonly AwsDeployment _messaging = AwsStacks.Messaging(Account, all: true);
    private RetailBusStack? _stack;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RetailBusStack Stack => _stack!;

    public async ValueTask InitializeAsync() => _stack = await RetailBusStack.StartAsync(
        new StackOptions
        {
            DataDirectory = _data.FullName,
            Port = 0,
            CloudPort = 0,
            Settings = new Dictionary<string, string?>
            {
                ["CloudEvents:Topic"] = AwsStacks.PublicEvents,
                ["Lineage:Url"] = "http://127.0.0.1:9",
            },
        },
        Cancel);

    public async ValueTask DisposeAsync()
    {
        await Stack.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task The_queues_are_those_that_the_services_make_with_their_dead_letters_and_policies()
    {
        string[] beside = ["", "_error", "_skipped", "_dead"];
        var expected = QueueNames.Work.Concat(QueueNames.Optional).SelectMany(name => beside.Select(side => name + side)).Order().ToList();
        Assert.Equal(expected, _messaging.Of("AWS::SQS::Queue").Select(queue => queue.Text("QueueName")).Order());

        using var sqs = new AmazonSQSClient(
            Anybody, new AmazonSQSConfig { ServiceURL = Stack.AwsUrl!.ToString(), AuthenticationRegion = AwsStacks.Region });
        var made = (await sqs.ListQueuesAsync("retailbus", Cancel)).QueueUrls.ToDictionary(url => url[(url.LastIndexOf('/') + 1)..]);
        Assert.Empty(made.Keys.Except(expected));
        foreach (var (name, url) in made)
        {
            var attributes = (await sqs.GetQueueAttributesAsync(url, ["All"], Cancel)).Attributes;
            var queue = _messaging.Of("AWS::SQS::Queue").Single(found => found.Text("QueueName") == name);
            Assert.Equal(Redrive(attributes.GetValueOrDefault("RedrivePolicy") is { } text ? JsonNode.Parse(text) : null),
                Redrive(queue.Properties["RedrivePolicy"]));
            if (name.EndsWith("_dead", StringComparison.Ordinal))
                Assert.Equal(attributes["MessageRetentionPeriod"], queue.Text("MessageRetentionPeriod"));
            Assert.Equal(attributes["VisibilityTimeout"], queue.TextOrNull("VisibilityTimeout") ?? "30");
            if (name != QueueNames.Land)
                Assert.Equal(Sources(attributes.GetValueOrDefault("Policy") is { } policy ? JsonNode.Parse(policy) : null),
                    Sources(PolicyOf(queue)));
        }

        Assert.Equal(
            [new BusOptions().MaxReceiveCount.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            _messaging.Of("AWS::SQS::Queue").Select(queue => queue.Properties["RedrivePolicy"]).OfType<JsonObject>()
                .Select(redrive => redrive["maxReceiveCount"]!.ToString()).Distinct());
    }

    [Fact]
    public async Task The_topics_and_subscriptions_are_those_that_the_services_make()
    {
        using var sns = new SnsClient(new AwsClientOptions { ServiceUrl = Stack.AwsUrl, Region = AwsStacks.Region, Credentials = Anybody });
        var topics = (await sns.ListTopicsAsync(cancellationToken: Cancel)).Items.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(topics, _messaging.Of("AWS::SNS::Topic").Select(topic =>
            $"arn:aws:sns:{AwsStacks.Region}:{Account}:{topic.Text("TopicName")}").Order(StringComparer.Ordinal));

        var made = new List<(string, string)>();
        foreach (var topic in topics)
            made.AddRange((await sns.ListSubscriptionsByTopicAsync(topic, cancellationToken: Cancel))
                .Items.Select(found => (topic, found.Endpoint)));
        var ours = _messaging.Of("AWS::SNS::Subscription").ToList();
        Assert.Equal(made.Order(), ours.Select(subscription => (subscription.Text("TopicArn"), subscription.Text("Endpoint"))).Order());
        Assert.All(ours, subscription => Assert.Equal(("sqs", "true"), (subscription.Text("Protocol"),
            subscription.Text("RawMessageDelivery"))));
    }

    /// <summary>Without them nobody subscribes to some topics that are published to all the same.</summary>
    [Fact]
    public void Without_the_optional_queues_all_that_is_published_still_has_its_topic()
    {
        var least = AwsStacks.Messaging(Account, all: false);

        Assert.Equal(QueueNames.Work.Count * 4, least.Of("AWS::SQS::Queue").Count());
        Assert.Equal(
            [AwsStacks.PublicEvents],
            _messaging.Of("AWS::SNS::Topic").Select(topic => topic.Text("TopicName"))
                .Except(least.Of("AWS::SNS::Topic").Select(topic => topic.Text("TopicName"))));
    }

    [Fact]
    public async Task The_zones_and_the_stream_are_set_up_as_the_services_do_it()
    {
        var storage = AwsStacks.Storage(Account, _messaging);
        var s3 = Stack.Services!.GetRequiredService<IAmazonS3>();
        (string, string)[] zones = [("retailbus-raw", "Raw"), ("retailbus-processed", "Processed"), ("retailbus-quarantine", "Quarantine")];
        foreach (var (made, id) in zones)
        {
            var versioning = (await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = made }, Cancel))
                .VersioningConfig?.Status?.Value;
            Assert.Equal(versioning ?? "Off", storage.Find(id).Properties["VersioningConfiguration"]?["Status"]?.ToString() ?? "Off");
            var told = (await s3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = made }, Cancel))
                .QueueConfigurations ?? [];
            Assert.Equal(
                told.SelectMany(queue => queue.Events.Select(happened => (queue.Queue, happened.Value))),
                (storage.Find(id).Properties["NotificationConfiguration"]?["QueueConfigurations"]?.AsArray() ?? [])
                    .Select(queue => (queue!["Queue"]!.ToString(), queue["Event"]!.ToString())));
        }

        var stream = storage.Find("Stream");
        var options = new DeliveryStreamOptions();
        var described = await Stack.Services!.GetRequiredService<IFirehoseClient>().DescribeDeliveryStreamAsync(options.Name, Cancel);
        Assert.Equal((options.Name, described.Prefix), (stream.Text("DeliveryStreamName"),
            stream.Properties["ExtendedS3DestinationConfiguration"]!["Prefix"]!.ToString()));
    }

    private static (string?, string?) Redrive(JsonNode? policy) =>
        (policy?["deadLetterTargetArn"]?.ToString(), policy?["maxReceiveCount"]?.ToString());

    private static List<string> Sources(JsonNode? policy) =>
    [
        .. (policy?["Statement"]?.AsArray() ?? []).SelectMany(statement => statement!["Condition"]!.AsObject())
            .SelectMany(comparison => AwsResource.Texts(comparison.Value!["aws:SourceArn"])).Order(StringComparer.Ordinal),
    ];

    private JsonNode? PolicyOf(AwsResource queue) => _messaging.Of("AWS::SQS::QueuePolicy")
        .SingleOrDefault(policy => AwsResource.Texts(policy.Properties["Queues"])
            .Contains(queue.Text("QueueName")))?.Properties["PolicyDocument"];
}
