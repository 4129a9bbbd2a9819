using RetailBus.AmazonSqs.Tests.Conformance;
using RetailBus.AmazonSqs.Tests.Messages;
using RetailBus.LocalCloud.Faults;

namespace RetailBus.AmazonSqs.Tests.FaultRuns;

/// <summary>Least privilege: whatever declares or lists is refused.</summary>
public sealed class VerifyingTests
{
    private static readonly string[] Refused =
    [
        "CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "ListQueues", "CreateTopic", "DeleteTopic", "SetTopicAttributes",
        "Subscribe", "Unsubscribe", "SetSubscriptionAttributes", "ListTopics", "ListSubscriptions",
    ];

    [Fact]
    public async Task A_bus_that_only_verifies_needs_no_right_to_declare()
    {
        await using var cloud = await FaultyCloud.StartAsync();
        var prefix = TestBus.NewPrefix();
        await TopologyConformance.DeployAsync(cloud.Url, prefix, TopologyConformance.Register);
        await cloud.UseAsync(new FaultPlan
        {
            Rules = [.. Refused.Select(operation => new FaultRule { Kind = FaultKind.ServerError, Share = 1, Operation = operation })],
        });

        await using var bus = await TestBus.StartAsync(cloud.Url, TopologyConformance.Register, prefix: prefix, delivery: new()
        {
            Topology = AmazonSqsTopologyMode.Verify,
            PollStopTimeout = TimeSpan.FromSeconds(2),
        });
        await (await bus.EndpointAsync($"{prefix}-ship")).Send(new ShipItem("a"), TestContext.Current.CancellationToken);

        await bus.Journal.WaitForAsync("shipped");
        Assert.Equal(["ship", "shipped"], bus.Journal.Entries.Select(e => e.Kind));
    }
}
