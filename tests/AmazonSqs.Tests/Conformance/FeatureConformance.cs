using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Sagas, outbox, batches, raw JSON, notifications.</summary>
public abstract class FeatureConformance(IBrokerFixture broker)
{
    private const string S3Event = """{"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"a+b.csv"}}}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saga_is_taken_through_its_states()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(),
            x => x.AddSagaStateMachine<OrderStateMachine, OrderState>(saga => saga.UseMessageRetry(r => r.Interval(5, 50)))
                .InMemoryRepository());
        var order = Guid.NewGuid();

        await bus.Bus.Publish(new OrderOpened(order), Cancel);

        await bus.Journal.WaitForAsync("closed");
        Assert.Equal([("opened", order.ToString()), ("closed", order.ToString())], bus.Journal.Entries.Select(e => (e.Kind, e.Text)));
    }

    [Fact]
    public async Task The_in_memory_outbox_publishes_only_what_a_successful_consumer_published()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(),
            x =>
            {
                x.AddConsumer<ShippedConsumer>();
                x.AddConsumer<OutboxConsumer>();
            },
            (context, cfg, prefix) =>
            {
                cfg.ReceiveEndpoint($"{prefix}-outbox", endpoint =>
                {
                    endpoint.WaitTimeSeconds = 1;
                    endpoint.UseMessageRetry(r => r.Immediate(1));
                    endpoint.UseInMemoryOutbox(context);
                    endpoint.ConfigureConsumer<OutboxConsumer>(context);
                });
                cfg.ConfigureEndpoints(context);
            });

        await (await bus.EndpointAsync($"{bus.Prefix}-outbox")).Send(new ShipItem("a"), Cancel);

        await bus.Journal.WaitForAsync("shipped");
        await bus.StopAsync();
        Assert.Equal(["attempt", "attempt", "shipped"], bus.Journal.Entries.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_batch_consumer_gets_its_messages_together()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<BatchConsumer>(c =>
            c.Options<BatchOptions>(o => o.SetMessageLimit(5).SetTimeLimit(s: 20))));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => bus.Bus.Publish(new ItemShipped($"{i}"), Cancel)));

        await bus.Journal.WaitForAsync("batch", 2);
        Assert.All(bus.Journal.Entries, entry => Assert.Equal("5", entry.Text));
    }

    [Fact]
    public async Task A_raw_json_endpoint_takes_a_body_without_envelope_and_content_type()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: RawEndpoint);
        var url = (await bus.Sqs.GetQueueUrlAsync($"{bus.Prefix}-raw", Cancel)).QueueUrl;

        await bus.Sqs.SendMessageAsync(url, S3Event, Cancel);

        await bus.Journal.WaitForAsync("raw");
        Assert.Equal("ObjectCreated:Put", Assert.Single(bus.Journal.Entries).Text);
    }

    [Fact]
    public async Task A_raw_json_endpoint_takes_an_event_wrapped_in_a_notification()
    {
        var serviceUrl = broker.RequireServiceUrl();
        await using var bus = await TestBus.StartAsync(serviceUrl, endpoints: (context, cfg, prefix) =>
            cfg.ReceiveEndpoint($"{prefix}-raw", endpoint =>
            {
                Raw(context, endpoint);
                endpoint.Subscribe($"{prefix}-bucket-events", topic => topic.TopicSubscriptionAttributes["RawMessageDelivery"] = false);
            }));
        using var sns = new SnsClient(new AwsClientOptions
        {
            ServiceUrl = serviceUrl,
            Region = "us-east-1",
            Credentials = new Amazon.Runtime.BasicAWSCredentials("test", "test"),
        });
        var topic = await sns.CreateTopicAsync($"{bus.Prefix}-bucket-events", cancellationToken: Cancel);

        await sns.PublishAsync(topic, new SnsMessage(S3Event) { Subject = "Amazon S3 Notification" }, Cancel);

        await bus.Journal.WaitForAsync("raw");
        Assert.Equal("ObjectCreated:Put", Assert.Single(bus.Journal.Entries).Text);
    }

    [Fact]
    public async Task A_queue_that_exists_with_other_attributes_gets_the_configured_ones()
    {
        var serviceUrl = broker.RequireServiceUrl();
        using var sqs = TestBus.CreateSqs(serviceUrl);
        var prefix = "t" + Guid.NewGuid().ToString("N")[..10];
        var created = await sqs.CreateQueueAsync($"{prefix}-shipped", Cancel);

        await using var bus = await TestBus.StartAsync(
            serviceUrl, x => x.AddConsumer<ShippedConsumer>(), prefix: prefix, endpoints: (context, cfg, name) =>
                cfg.ReceiveEndpoint($"{name}-shipped", endpoint =>
                {
                    endpoint.WaitTimeSeconds = 1;
                    endpoint.QueueAttributes["VisibilityTimeout"] = 77;
                    endpoint.MaxReceiveCount = 5;
                    endpoint.ConfigureConsumer<ShippedConsumer>(context);
                }));

        var attributes = (await sqs.GetQueueAttributesAsync(created.QueueUrl, ["All"], Cancel)).Attributes;
        Assert.Equal("77", attributes["VisibilityTimeout"]);
        Assert.Contains($"{prefix}-shipped_dead", attributes["RedrivePolicy"], StringComparison.Ordinal);
        Assert.Contains("sns.amazonaws.com", attributes["Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bus_can_be_probed()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShippedConsumer>());

        var probe = System.Text.Json.JsonSerializer.Serialize(bus.Control.GetProbeResult(Cancel).Results);

        Assert.Contains("AmazonSQS", probe, StringComparison.Ordinal);
    }

    private static void RawEndpoint(IBusRegistrationContext context, IAmazonSqsBusFactoryConfigurator cfg, string prefix) =>
        cfg.ReceiveEndpoint($"{prefix}-raw", endpoint => Raw(context, endpoint));

    private static void Raw(IBusRegistrationContext context, IAmazonSqsReceiveEndpointConfigurator endpoint)
    {
        endpoint.WaitTimeSeconds = 1;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.ClearSerialization();
        endpoint.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        endpoint.Consumer(() => new RawEventConsumer((Journal)context.GetService(typeof(Journal))!));
    }
}
