using System.Collections.Concurrent;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// What contracts say of datasets, as the transform's service told last. An event goes without it, rather than not at all, while that
/// service is away.
/// </summary>
internal sealed partial class DatasetSchemas(IServiceScopeFactory scopes, TimeProvider time, ILogger<DatasetSchemas> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DatasetAgreement Agreement, long At)> _known = new();

    /// <param name="dataset">Its name.</param>
    /// <param name="version">The contract's; null for the present one.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>Null for a dataset without contract, for another version than the present one, and while nobody can be asked.</returns>
    public async Task<DatasetAgreement?> FindAsync(string dataset, string? version, CancellationToken cancellationToken)
    {
        if (Known(dataset) is not { } known || (version is not null && known.Version != version))
        {
            await AskAsync(cancellationToken);
            known = Known(dataset);
        }

        return version is null || known?.Version == version ? known : null;
    }

    private DatasetAgreement? Known(string dataset) =>
        _known.TryGetValue(dataset, out var found) && time.GetElapsedTime(found.At) < Fresh ? found.Agreement : null;

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = time.GetTimestamp();
            foreach (var agreement in await scope.ServiceProvider.GetRequiredService<TransformClient>().DatasetsAsync(cancellationToken))
                _known[agreement.Name] = (agreement, now);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            NotAsked(logger, e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Lineage events go without schemas, since the transform's service could not be asked: {Problem}")]
    private static partial void NotAsked(ILogger logger, string problem);
}
