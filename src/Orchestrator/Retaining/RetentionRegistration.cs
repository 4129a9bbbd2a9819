using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>The retention sweep in the orchestrator.</summary>
internal static class RetentionRegistration
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<RetentionStore>();
        services.TryAddSingleton<ErasedForms>();
        services.TryAddSingleton<RawExpiry>();
        services.TryAddSingleton<OutputExpiry>();
        services.TryAddSingleton<ObjectRemoval>();
        services.TryAddSingleton<RetentionSweep>();
    }
}
