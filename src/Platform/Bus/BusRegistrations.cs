using MassTransit;
using Microsoft.Extensions.Hosting;

namespace RetailBus.Platform.Bus;

/// <summary>What the services of one process add to its one bus.</summary>
public static class BusRegistrations
{
    /// <summary>Adds consumers or sagas; taken up when the host calls <see cref="BusRegistration.AddBus"/>.</summary>
    public static IHostApplicationBuilder AddToBus(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> registration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Of(builder).Add(registration);
        return builder;
    }

    internal static List<Action<IBusRegistrationConfigurator>> Of(IHostApplicationBuilder builder)
    {
        if (builder.Properties.TryGetValue(typeof(BusRegistrations), out var found))
            return (List<Action<IBusRegistrationConfigurator>>)found;

        var list = new List<Action<IBusRegistrationConfigurator>>();
        builder.Properties[typeof(BusRegistrations)] = list;
        return list;
    }
}
