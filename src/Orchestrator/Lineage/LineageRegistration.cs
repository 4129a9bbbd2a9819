using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Queues;
using RetailBus.Platform.Bus;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>OpenLineage's options, and where they name a receiver its consumer.</summary>
internal static class LineageRegistration
{
    public static void AddLineage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLineage();
        if (!IsOn(builder.Configuration))
            return;

        builder.Services.PostConfigure<QueueOptions>(queues => queues.Also.Add(QueueNames.Lineage));
        builder.AddToBus(bus => bus.AddLineage());
    }

    internal static void AddLineage(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LineageOptions>, LineageValidator>());
        services.AddOptions<LineageOptions>()
            .BindConfiguration(LineageOptions.Section)
            .PostConfigure<IConfiguration>(LineageSettings.Complete)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<DatasetSchemas>();
        services.TryAddSingleton<LineageDatasets>();
        services.TryAddSingleton<LineageEvents>();

        // No redirect: the key goes to the configured address only. No logging: the address may hold a token.
        services.AddHttpClient<LineageClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    internal static void AddLineage(this IBusRegistrationConfigurator bus) => bus.AddConsumer<LineageConsumer, LineageConsumerDefinition>();

    private static bool IsOn(IConfiguration configuration)
    {
        var options = configuration.GetSection(LineageOptions.Section).Get<LineageOptions>() ?? new LineageOptions();
        LineageSettings.Complete(options, configuration);
        return options.IsOn;
    }
}
