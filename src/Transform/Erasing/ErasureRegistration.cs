using MassTransit;

namespace RetailBus.Transform.Erasing;

/// <summary>Erasures in the transform service.</summary>
internal static class ErasureRegistration
{
    public static void AddErasures(this IServiceCollection services)
    {
        services.AddOptions<ErasureOptions>().BindConfiguration(ErasureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ErasureStore>();
        services.AddSingleton<ErasedSource>();
        services.AddSingleton<RawVersions>();
        services.AddSingleton<OutputErasure>();
        services.AddSingleton<RawErasure>();
        services.AddSingleton<ErasurePass>();
        services.AddSingleton<ErasureSchedule>();
    }

    public static void AddErasures(this IRegistrationConfigurator bus) => bus.AddConsumer<EraseRowsConsumer, EraseRowsDefinition>();
}
