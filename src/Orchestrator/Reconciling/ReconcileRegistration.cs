using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>The watch's checks, in the order in which they mend: what is announced again needs no other repair.</summary>
internal static class ReconcileRegistration
{
    public static void AddReconciling(this IServiceCollection services)
    {
        services.TryAddSingleton<RunRepairs>();
        services.TryAddSingleton<ReconcileJournal>();
        services.AddSingleton<IReconcileCheck, RawZoneCheck>();
        services.AddSingleton<IReconcileCheck, OverdueCheck>();
        services.AddSingleton<IReconcileCheck, ManifestCheck>();
        services.AddSingleton<IReconcileCheck, LoadCheck>();
        services.AddSingleton<IReconcileCheck, DuplicateCheck>();
        services.AddSingleton<IReconcileCheck, ErasureCheck>();
        services.AddSingleton<IReconcileCheck, BalanceCheck>();
        services.TryAddSingleton<Reconciler>();
    }
}
