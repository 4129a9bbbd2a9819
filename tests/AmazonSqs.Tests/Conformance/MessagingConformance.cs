using System.Globalization;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Events, commands and answers.</summary>
public abstract class MessagingConformance(IBrokerFixture broker, int many)
{
    [Fact]
    public async Task A_published_event_is_consumed()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShippedConsumer>());

        await bus.Bus.Publish(new ItemShipped("Größe 漢字 \"<&>\""), TestContext.Current.CancellationToken);

        await bus.Journal.WaitForAsync("shipped");
        Assert.Equal("Größe 漢字 \"<&>\"", Assert.Single(bus.Journal.Entries).Text);
    }

    [Fact]
    public async Task A_sent_command_is_consumed_and_its_event_reaches_another_endpoint()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x =>
        {
            x.AddConsumer<ShipConsumer>();
            x.AddConsumer<ShippedConsumer>();
        });

        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-ship");
        await endpoint.Send(new ShipItem("a"), TestContext.Current.CancellationToken);

        await bus.Journal.WaitForAsync("shipped");
        Assert.Equal(["ship", "shipped"], bus.Journal.Entries.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_request_gets_its_response_on_the_temporary_queue()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<PriceConsumer>());

        var response = await bus.Bus.Request<AskPrice, PriceAnswer>(
            new AskPrice("mug"), TestContext.Current.CancellationToken, RequestTimeout.After(s: 30));

        Assert.Equal(4.5m, response.Message.Price);
    }

    [Fact]
    public async Task The_fault_of_a_request_reaches_who_asked()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<FlakyConsumer>());

        var fault = await Assert.ThrowsAsync<RequestFaultException>(() => bus.Bus.Request<FailItem, PriceAnswer>(
            new FailItem("99"), TestContext.Current.CancellationToken, RequestTimeout.After(s: 30)));

        Assert.Contains("no luck with 99", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_messages_are_each_consumed_once()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShippedConsumer>());

        await Task.WhenAll(Enumerable.Range(0, many).Select(i =>
            bus.Bus.Publish(new ItemShipped(i.ToString(CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken)));

        await bus.Journal.WaitForAsync(entries => entries.Select(e => e.Text).Distinct().Count() == many);
        await bus.StopAsync();
        if (broker.DeliversOnceAtATime)
            Assert.Equal(many, bus.Journal.Entries.Count);
        Assert.Equal((0, 0), await bus.DepthAsync($"{bus.Prefix}-shipped"));
    }
}
