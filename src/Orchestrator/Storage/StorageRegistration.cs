using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Hosting;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Storage;

/// <summary>The database of the runs: PostgreSQL when its connection string is set, otherwise SQLite.</summary>
internal static class StorageRegistration
{
    /// <summary>
    /// A run's next transition takes the removal of its sent messages along, so that it costs no commit of its own. Messages that a crash
    /// within this time sends again change nothing: stages and saga go by attempt.
    /// </summary>
    private static readonly TimeSpan RemovalDelay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(5);

    public static void AddRunStore(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrchestratorOptions>, DatabaseValidator>());
        services.AddOptions<SagaStoreOptions>().Configure<IOptions<OrchestratorOptions>>((store, orchestrator) =>
        {
            var options = orchestrator.Value;
            store.RemovalDelay = RemovalDelay;
            if (options.PostgreSql is { } connectionString)
                store.UsePostgreSql(connectionString);
            else
                store.UseSqlite(options.Sqlite.Path, options.Sqlite.Durability);
        });
        services.AddSagaStore(_ => { });
        services.AddHealthChecks().AddCheck<RunStoreHealth>("run-store", tags: [PlatformEndpoints.Ready], timeout: HealthPatience);
    }
}
