using RetailBus.Contracts.Runs;
using RetailBus.Ingest.Resubmitting;
using RetailBus.Orchestrator.Queues;
using RetailBus.Transform.Locating;

namespace RetailBus.Cli.Client;

/// <summary>Queues, quarantined rows, and where rows are.</summary>
internal sealed partial class RetailBusClient
{
    public async Task<IReadOnlyList<QueueStatus>> QueuesAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("api/queues", cancellationToken);
        return await ReadAsync<List<QueueStatus>>(response, cancellationToken);
    }

    public async Task<RedriveResult> RedriveAsync(string queue, int? max, string actor, string reason, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(
            $"api/queues/{Uri.EscapeDataString(queue)}/redrive", new { max, actor, reason }, cancellationToken);
        return await ReadAsync<RedriveResult>(response, cancellationToken);
    }

    /// <summary>Runs that have quarantined rows, newest first.</summary>
    public async Task<IReadOnlyList<RunSummary>> QuarantinedAsync(string? dataset, int limit, CancellationToken cancellationToken)
    {
        var of = dataset is null ? "" : $"&dataset={Uri.EscapeDataString(dataset)}";
        using var response = await _http.GetAsync($"api/quarantine?limit={limit}{of}", cancellationToken);
        return (await ReadAsync<RunList>(response, cancellationToken)).Runs;
    }

    /// <summary>Rows of the newest attempt.</summary>
    public async Task<QuarantinePage> QuarantinedRowsAsync(Guid batchId, string dataset, int limit, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(
            $"api/quarantine/{batchId:D}?dataset={Uri.EscapeDataString(dataset)}&limit={limit}", cancellationToken);
        return await ReadAsync<QuarantinePage>(response, cancellationToken);
    }

    /// <summary>Copies the rows as CSV.</summary>
    public async Task QuarantineCsvAsync(Guid batchId, string dataset, Stream target, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(
            $"api/quarantine/{batchId:D}/csv?dataset={Uri.EscapeDataString(dataset)}", HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new ApiException(response.StatusCode, await ProblemText.ReadAsync(response, cancellationToken));
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    public async Task<ResubmittedObject> ResubmitAsync(
        Guid batchId, string dataset, Stream rows, string actor, string reason, CancellationToken cancellationToken)
    {
        using var body = new StreamContent(rows);
        var by = $"dataset={Uri.EscapeDataString(dataset)}&actor={Uri.EscapeDataString(actor)}&reason={Uri.EscapeDataString(reason)}";
        using var response = await _http.PostAsync($"api/quarantine/{batchId:D}/resubmit?{by}", body, cancellationToken);
        return await ReadAsync<ResubmittedObject>(response, cancellationToken);
    }

    /// <summary>How to ask for the rows of a key in the contract's columns.</summary>
    public async Task<RowQuery> ResolveKeyAsync(string dataset, string key, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(
            $"api/lines/key?dataset={Uri.EscapeDataString(dataset)}&key={Uri.EscapeDataString(key)}", cancellationToken);
        return await ReadAsync<RowQuery>(response, cancellationToken);
    }

    /// <summary>Versions of rows by canonical columns; names as the warehouse's API has them.</summary>
    public async Task<IReadOnlyList<RowVersion>> VersionsAsync(
        string dataset, IEnumerable<KeyValuePair<string, string>> filter, CancellationToken cancellationToken)
    {
        var query = string.Concat(filter.Select(column => $"&{column.Key}={Uri.EscapeDataString(column.Value)}"));
        using var response = await _http.GetAsync($"api/where?dataset={Uri.EscapeDataString(dataset)}{query}", cancellationToken);
        return await ReadAsync<List<RowVersion>>(response, cancellationToken);
    }

    /// <summary>The lines of a landed file that have one of up to 100 row keys.</summary>
    /// <exception cref="ApiException">Among others: the landed version is gone (410).</exception>
    public async Task<LandedLines> LinesAsync(
        string dataset, Guid batchId, int attempt, IEnumerable<Guid> rowKeys, CancellationToken cancellationToken)
    {
        var keys = string.Concat(rowKeys.Select(key => $"&rowKey={key:D}"));
        using var response = await _http.GetAsync(
            $"api/lines?dataset={Uri.EscapeDataString(dataset)}&batchId={batchId:D}&attempt={attempt}{keys}", cancellationToken);
        return await ReadAsync<LandedLines>(response, cancellationToken);
    }
}
