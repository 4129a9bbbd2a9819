using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RetailBus.Platform.Bus;

/// <summary>The process's one bus over SNS and SQS.</summary>
public static class BusRegistration
{
    /// <summary>Builds the bus of everything that <see cref="BusRegistrations.AddToBus"/> collected. Call once, after the services were added.</summary>
    public static IHostApplicationBuilder AddBus(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<BusOptions>().BindConfiguration(BusOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
                BatchLogScopes.Add(endpoint, context.GetRequiredService<ILoggerFactory>()));
            foreach (var register in BusRegistrations.Of(builder))
                register(bus);
            bus.UseSqsTransport();
        });
        return builder;
    }
}
