using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RetailBus.Platform.Progress;

/// <summary>Progress for the stages; safe to call by each service of one process.</summary>
public static class ProgressRegistration
{
    public static IServiceCollection AddStageProgress(this IServiceCollection services)
    {
        services.AddOptions<ProgressOptions>().BindConfiguration(ProgressOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<StageReporter>();
        return services;
    }
}
