using MassTransit;
using RetailBus.AmazonSqs.Sending;
using RetailBus.AmazonSqs.Tests.Messages;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Tests.Unit;

public sealed class WireFormatTests
{
    [Fact]
    public void Topics_are_named_as_the_official_transport_names_them()
    {
        var names = new SqsEntityNameFormatter();

        Assert.Equal("RetailBus_AmazonSqs_Tests_Messages-ItemShipped", names.FormatEntityName<ItemShipped>());
        Assert.Equal("MassTransit-Fault--RetailBus_AmazonSqs_Tests_Messages-FailItem--", names.FormatEntityName<Fault<FailItem>>());
        Assert.Equal("RetailBus_AmazonSqs_Tests_Unit-WireFormatTests_Nested", names.FormatEntityName<Nested>());
    }

    [Fact]
    public void Of_too_many_attributes_those_that_receiving_needs_stay()
    {
        var attributes = Enumerable.Range(0, 20).ToDictionary(i => $"Custom{i:00}", _ => "x");
        attributes["MT-Activity-Id"] = "00-1-2-01";
        attributes["Content-Type"] = "application/json";

        var limited = MessageAttributes.Limit(attributes);

        Assert.Equal(MessageAttributes.MaxCount, limited.Count);
        Assert.Contains("MT-Activity-Id", limited.Keys);
        Assert.Contains("Content-Type", limited.Keys);
    }

    [Fact]
    public void What_SQS_refuses_in_attributes_is_taken_out()
    {
        var limited = MessageAttributes.Limit(new Dictionary<string, string>
        {
            ["empty"] = "",
            ["blank"] = "  ",
            ["control"] = "a\u0001b\nc\uFFFEd",
            ["emoji"] = "ok \U0001F600",
            ["lone"] = "x\uD83Dy",
            ["bad name!"] = "x",
            ["AWS.reserved"] = "x",
        });

        Assert.Equal(new Dictionary<string, string> { ["control"] = "ab\ncd", ["emoji"] = "ok \U0001F600", ["lone"] = "xy" }, limited);
    }

    public sealed record Nested(string Text);
}
