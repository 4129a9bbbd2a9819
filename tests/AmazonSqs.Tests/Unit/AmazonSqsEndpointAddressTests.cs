using MassTransit;

namespace RetailBus.AmazonSqs.Tests.Unit;

public sealed class AmazonSqsEndpointAddressTests
{
    private static readonly Uri Host = new("amazonsqs://eu-west-1/dev");

    [Theory]
    [InlineData("queue:orders", "amazonsqs://eu-west-1/dev/orders")]
    [InlineData("topic:orders", "amazonsqs://eu-west-1/orders?type=topic")]
    [InlineData("queue:orders?temporary=true", "amazonsqs://eu-west-1/dev/orders?durable=false&autodelete=true")]
    [InlineData("amazonsqs://us-east-1/orders", "amazonsqs://us-east-1/orders")]
    [InlineData("amazonsqs://us-east-1/prod/orders", "amazonsqs://us-east-1/prod/orders")]
    [InlineData("amazonsqs://us-east-1/orders?type=topic", "amazonsqs://us-east-1/orders?type=topic")]
    public void An_address_has_one_full_form(string address, string full)
    {
        var parsed = AmazonSqsEndpointAddress.Parse(Host, new Uri(address));

        Assert.Equal(new Uri(full), parsed.ToUri());
        Assert.Equal(parsed.ToUri(), AmazonSqsEndpointAddress.Parse(Host, parsed.ToUri()).ToUri());
    }

    [Theory]
    [InlineData("rabbitmq://localhost/orders", "none of this transport")]
    [InlineData("queue:or.ders", "no valid queue name")]
    [InlineData("queue:a123456789b123456789c123456789d123456789e123456789f123456789g123456789h123456789x", "up to 80")]
    public void An_address_that_the_broker_would_refuse_is_refused(string address, string reason)
    {
        var refused = Assert.Throws<ConfigurationException>(() => AmazonSqsEndpointAddress.Parse(Host, new Uri(address)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
