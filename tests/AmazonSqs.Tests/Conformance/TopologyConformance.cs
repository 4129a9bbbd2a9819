using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Declared and verified topology.</summary>
public abstract class TopologyConformance(IBrokerFixture broker)
{
    private static readonly AmazonSqsDeliveryOptions Verifying = new()
    {
        Topology = AmazonSqsTopologyMode.Verify,
        PollStopTimeout = TimeSpan.FromSeconds(2),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bus_that_only_verifies_starts_when_all_is_there_and_names_what_is_not()
    {
        var serviceUrl = broker.RequireServiceUrl();
        var prefix = TestBus.NewPrefix();
        var topic = $"topic '{prefix}_RetailBus_AmazonSqs_Tests_Messages-ItemShipped'";

        var withoutQueues = await RefusedStartAsync(serviceUrl, prefix);
        await CreateQueuesAsync(serviceUrl, prefix);
        var withoutTopics = await RefusedStartAsync(serviceUrl, prefix);
        await DeployAsync(serviceUrl, prefix, Register);
        await ConsumeThenClearPolicyAsync(serviceUrl, prefix);
        var withoutPolicy = await RefusedStartAsync(serviceUrl, prefix);

        Assert.Contains($"queue '{prefix}-shipped' is not there (aws sqs create-queue", withoutQueues, StringComparison.Ordinal);
        Assert.Contains($"queue '{prefix}-shipped_error' is not there", withoutQueues, StringComparison.Ordinal);
        Assert.Contains($"{topic} is not there (aws sns create-topic", withoutTopics, StringComparison.Ordinal);
        Assert.Contains($"queue '{prefix}-shipped' is not subscribed to {topic} (aws sns", withoutTopics, StringComparison.Ordinal);
        Assert.Contains($"the policy of queue '{prefix}-shipped' does not let {topic} send to it", withoutPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bus_that_only_verifies_sends_to_nothing_that_is_missing_and_names_it()
    {
        var serviceUrl = broker.RequireServiceUrl();
        var prefix = TestBus.NewPrefix();
        await DeployAsync(serviceUrl, prefix, Register);
        await using var bus = await TestBus.StartAsync(serviceUrl, Register, prefix: prefix, delivery: Verifying);
        var endpoint = await bus.EndpointAsync($"{prefix}-nowhere");

        var toQueue = await Assert.ThrowsAsync<AmazonSqsTopologyException>(() => endpoint.Send(new ShipItem("x"), Cancel));
        var toTopic = await Assert.ThrowsAsync<AmazonSqsTopologyException>(() => bus.Bus.Publish(new Unwanted("x"), Cancel));

        Assert.Contains($"create-queue --queue-name {prefix}-nowhere", toQueue.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"topic '{prefix}_RetailBus_AmazonSqs_Tests_Messages-Unwanted' is not there", toTopic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bus_that_only_verifies_waits_for_a_queue_that_was_deleted_under_it()
    {
        var serviceUrl = broker.RequireServiceUrl();
        var prefix = TestBus.NewPrefix();
        await DeployAsync(serviceUrl, prefix, x => x.AddConsumer<ShipConsumer>());
        await using var bus = await TestBus.StartAsync(
            serviceUrl, x => x.AddConsumer<ShipConsumer>(), prefix: prefix, delivery: Verifying);
        await bus.Sqs.DeleteQueueAsync((await bus.Sqs.GetQueueUrlAsync($"{prefix}-ship", Cancel)).QueueUrl, Cancel);

        await UntilAsync(bus, endpoint => endpoint.Status != BusHealthStatus.Healthy);
        await DeployAsync(serviceUrl, prefix, x => x.AddConsumer<ShipConsumer>());
        await UntilAsync(bus, endpoint => endpoint.Status == BusHealthStatus.Healthy);

        await (await bus.EndpointAsync($"{prefix}-ship")).Send(new ShipItem("again"), Cancel);
        await bus.Journal.WaitForAsync("ship");
    }

    [Fact]
    public async Task A_bus_that_only_verifies_sets_a_failed_message_aside_although_its_fault_has_no_topic()
    {
        var serviceUrl = broker.RequireServiceUrl();
        var prefix = TestBus.NewPrefix();
        await DeployAsync(serviceUrl, prefix, x => x.AddConsumer<FlakyConsumer>());
        await using var bus = await TestBus.StartAsync(
            serviceUrl, x => x.AddConsumer<FlakyConsumer>(), prefix: prefix, delivery: Verifying);

        await (await bus.EndpointAsync($"{prefix}-flaky")).Send(new FailItem("99"), Cancel);

        Assert.Equal("no luck with 99", (await bus.TakeAsync($"{prefix}-flaky_error")).MessageAttributes["MT-Fault-Message"].StringValue);
        Assert.Equal(1, bus.Journal.Count("attempt"));
    }

    [Fact]
    public async Task A_bus_that_only_verifies_makes_no_temporary_queue()
    {
        await using var bus = TestBus.Create(broker.RequireServiceUrl(), delivery: Verifying, endpoints: (_, cfg, prefix) =>
            cfg.ReceiveEndpoint($"{prefix}-passing", (IAmazonSqsReceiveEndpointConfigurator endpoint) => endpoint.AutoDelete = true));

        var refused = await Assert.ThrowsAsync<ConnectionException>(bus.StartAsync);

        Assert.Contains($"queue '{bus.Prefix}-passing' is temporary", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_and_encryption_reach_the_queue()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: (_, cfg, prefix) =>
            cfg.ReceiveEndpoint($"{prefix}-secret", (IAmazonSqsReceiveEndpointConfigurator endpoint) =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.QueueAttributes["KmsMasterKeyId"] = "alias/orders";
                endpoint.QueueAttributes["KmsDataKeyReusePeriodSeconds"] = TimeSpan.FromMinutes(10);
                endpoint.QueueTags["team"] = "retail";
            }));
        var url = (await bus.Sqs.GetQueueUrlAsync($"{bus.Prefix}-secret", Cancel)).QueueUrl;

        var attributes = (await bus.Sqs.GetQueueAttributesAsync(url, ["All"], Cancel)).Attributes;
        var tags = (await bus.Sqs.ListQueueTagsAsync(new Amazon.SQS.Model.ListQueueTagsRequest { QueueUrl = url }, Cancel)).Tags;

        Assert.Equal("alias/orders", attributes["KmsMasterKeyId"]);
        Assert.Equal("600", attributes["KmsDataKeyReusePeriodSeconds"]);
        Assert.Equal("retail", tags["team"]);
    }

    /// <summary>Makes what the registered consumers need, as a deployment would, with the right to declare.</summary>
    internal static async Task DeployAsync(Uri serviceUrl, string prefix, Action<IBusRegistrationConfigurator> register)
    {
        await using var deploying = await TestBus.StartAsync(serviceUrl, register, prefix: prefix, endpoints: (context, cfg, _) =>
        {
            cfg.DeployTopologyOnly = true;
            cfg.ConfigureEndpoints(context);
        });
    }

    internal static void Register(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ShipConsumer>();
        bus.AddConsumer<ShippedConsumer>();
    }

    private static async Task CreateQueuesAsync(Uri serviceUrl, string prefix)
    {
        using var sqs = TestBus.CreateSqs(serviceUrl);
        foreach (var suffix in new[] { "", "_error", "_skipped" }) await sqs.CreateQueueAsync($"{prefix}-shipped{suffix}", Cancel);
    }

    private static async Task ConsumeThenClearPolicyAsync(Uri serviceUrl, string prefix)
    {
        await using var bus = await TestBus.StartAsync(
            serviceUrl, x => x.AddConsumer<ShippedConsumer>(), prefix: prefix, delivery: Verifying);
        await bus.Bus.Publish(new ItemShipped("a"), Cancel);
        await bus.Journal.WaitForAsync("shipped");
        var url = (await bus.Sqs.GetQueueUrlAsync($"{prefix}-shipped", Cancel)).QueueUrl;
        await bus.Sqs.SetQueueAttributesAsync(url, new() { ["Policy"] = """{"Version":"2012-10-17","Statement":[]}""" }, Cancel);
    }

    private static async Task UntilAsync(TestBus bus, Func<EndpointHealthResult, bool> condition)
    {
        while (!condition(bus.Control.CheckHealth().Endpoints.Single(e => e.Key.EndsWith("-ship", StringComparison.Ordinal)).Value))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }

    private static async Task<string> RefusedStartAsync(Uri serviceUrl, string prefix)
    {
        await using var bus = TestBus.Create(serviceUrl, x => x.AddConsumer<ShippedConsumer>(), prefix: prefix, delivery: Verifying);
        var refused = await Assert.ThrowsAsync<ConnectionException>(bus.StartAsync);
        Assert.IsType<AmazonSqsTopologyException>(refused.InnerException);
        return refused.Message;
    }
}
