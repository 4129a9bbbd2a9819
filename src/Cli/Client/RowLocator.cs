using RetailBus.Contracts.Rows;

namespace RetailBus.Cli.Client;

/// <summary>From a key to every version of its rows, each with its run and its lines in the landed file.</summary>
internal sealed class RowLocator(RetailBusClient client)
{
    public async Task<IReadOnlyList<LocatedVersion>> FindAsync(string dataset, string key, CancellationToken cancellationToken)
    {
        var query = await client.ResolveKeyAsync(dataset, key, cancellationToken);
        var versions = new List<RowVersion>();
        foreach (var rowKey in query.RowKeys)
        {
            // Occurrences are numbered without gaps: the first that is not there is the end.
            var found = await client.VersionsAsync(dataset, [KeyValuePair.Create(OrderLine.RowKey, $"{rowKey:D}")], cancellationToken);
            if (found.Count == 0)
                break;
            versions.AddRange(found);
        }

        if (query.RowKeys.Count == 0)
            versions.AddRange(await client.VersionsAsync(dataset, query.Filter, cancellationToken));
        var located = new List<LocatedVersion>(versions.Count);
        foreach (var version in versions)
            located.Add(await LocateAsync(dataset, version, cancellationToken));
        return located;
    }

    private async Task<LocatedVersion> LocateAsync(string dataset, RowVersion version, CancellationToken cancellationToken)
    {
        var located = new LocatedVersion
        {
            RowKey = version.RowKey,
            BatchId = version.BatchId,
            File = $"s3://{version.SourceBucket}/{version.SourceKey}",
            RunState = (await client.FindRunAsync(version.BatchId, cancellationToken))?.State,
            IsCurrent = version.IsCurrent,
            Reason = version.Reason,
            ReplacedBy = version.ReplacedBy,
        };
        try
        {
            var lines = await client.LinesAsync(dataset, version.BatchId, version.Attempt, version.RowKey, cancellationToken);
            return located with
            {
                Lines = lines.Lines,
                NoLines = lines.Lines.Count > 0
                    ? null
                    : $"no line has this key under contract {lines.FoundWith}; the rows were read under {lines.ContractVersion}",
            };
        }
        catch (ApiException e)
        {
            return located with { NoLines = e.Message };
        }
    }
}
