using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace RetailBus.AmazonSqs.Tests.Unit;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Everything_wrong_with_a_bus_is_told_at_once_with_key_value_and_fix()
    {
        var refused = await BuildAsync(cfg =>
        {
            cfg.Host(
                "eu-west-1", h => h.Delivery(new AmazonSqsDeliveryOptions { BatchSize = 11, PollStopTimeout = TimeSpan.FromMinutes(2) }));
            cfg.ReceiveEndpoint("orders", (IAmazonSqsReceiveEndpointConfigurator endpoint) =>
            {
                endpoint.WaitTimeSeconds = 21;
                endpoint.MaxVisibilityTimeout = TimeSpan.FromSeconds(60);
                endpoint.QueueAttributes["VisibilityTimeout"] = 120;
            });
        });

        Assert.Contains("Delivery.BatchSize is 11: give 1 to 10", refused, StringComparison.Ordinal);
        Assert.Contains("Delivery.PollStopTimeout is 00:02:00", refused, StringComparison.Ordinal);
        Assert.Contains("WaitTimeSeconds is 21: give 0 to 20", refused, StringComparison.Ordinal);
        Assert.Contains("less than the queue's VisibilityTimeout of 120 s", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bus_without_a_host_says_how_to_name_one() =>
        Assert.Contains("call cfg.Host", await BuildAsync(_ => { }), StringComparison.Ordinal);

    private static async Task<string> BuildAsync(Action<IAmazonSqsBusFactoryConfigurator> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.UsingAmazonSqs((_, cfg) => configure(cfg));
        });
        await using var provider = services.BuildServiceProvider();
        return Assert.ThrowsAny<Exception>(provider.GetRequiredService<IBusControl>).ToString();
    }
}
