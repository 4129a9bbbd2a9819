using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Databricks;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Locating;
using RetailBus.Transform.Preview;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Hosting;

/// <summary>The transform stage in a host: <c>builder.AddTransform().AddBus()</c>, then <c>app.MapTransform()</c>.</summary>
public static class TransformRegistration
{
    public static IHostApplicationBuilder AddTransform(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StrictGzip.Require();
        builder.AddPlatform().AddZones();
        var services = builder.Services;
        services.AddOptions<TransformOptions>().BindConfiguration(TransformOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DuckDbOptions>().BindConfiguration($"{TransformOptions.Section}:DuckDb").ValidateDataAnnotations().ValidateOnStart();
        services.AddStageProgress();
        services.AddSingleton<ContractCatalog>();
        services.AddSingleton(PiiGuardOf);
        services.AddSingleton<ManifestStore>();
        services.AddSingleton<BatchTransform>();
        services.AddSingleton<QuarantineQuery>();
        services.AddErasures();
        services.AddSingleton<QuarantineCsv>();
        services.AddSingleton<LandedFiles>();
        services.AddSingleton<LineFinder>();
        services.AddSingleton<KeyResolver>();
        services.AddHostedService<TransformStartup>();
        AddDuckDb(services);
        services.AddDatabricks();
        services.AddSingleton(Engine);
        return builder.AddToBus(bus =>
        {
            bus.AddConsumer<TransformBatchConsumer, TransformBatchConsumerDefinition>();
            bus.AddConsumer<CancelTransformConsumer, CancelTransformConsumerDefinition>();
            bus.AddErasures();
        });
    }

    private static PiiGuard PiiGuardOf(IServiceProvider provider) =>
        PiiGuard.Of(provider.GetRequiredService<IOptions<TransformOptions>>().Value.PiiKey, provider.GetRequiredService<ContractCatalog>().All);

    private static ITransformEngine Engine(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TransformOptions>>().Value.Engine == TransformOptions.Databricks
            ? provider.GetRequiredService<DatabricksTransformEngine>()
            : provider.GetRequiredService<DuckDbTransformEngine>();

    private static void AddDuckDb(IServiceCollection services)
    {
        services.AddSingleton<WorkFolder>();
        services.AddSingleton(provider => new DuckDbSessions(
            provider.GetRequiredService<IOptions<DuckDbOptions>>().Value,
            provider.GetRequiredService<WorkFolder>().Spill,
            provider.GetRequiredService<PiiGuard>().Key));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DuckDbOptions>>().Value);
        services.AddSingleton<LocalTransform>();
        services.AddSingleton<ParquetUpload>();
        services.AddSingleton<QuarantineRows>();
        services.AddSingleton<EarlierLinesReader>();
        services.AddSingleton<Previewer>();
        services.AddSingleton<DuckDbTransformEngine>();
    }
}
