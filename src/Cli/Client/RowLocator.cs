using RetailBus.Contracts.Rows;
using RetailBus.Transform.Locating;

namespace RetailBus.Cli.Client;

/// <summary>From a key to every version of its rows, each with its run and its lines in the landed file.</summary>
internal sealed class RowLocator(RetailBusClient client)
{
    /// <summary>Row keys that one request takes.</summary>
    private const int AtOnce = 100;

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
        var located = new Dictionary<RowVersion, LocatedVersion>();
        foreach (var batch in versions.GroupBy(version => (version.BatchId, version.Attempt)))
        {
            var state = (await client.FindRunAsync(batch.Key.BatchId, cancellationToken))?.State;
            foreach (var some in batch.Chunk(AtOnce))
                await LocateAsync(dataset, some, state, located, cancellationToken);
        }

        return [.. versions.Select(version => located[version])];
    }

    /// <summary>Versions that one batch brought: its file is read once for all of them.</summary>
    private async Task LocateAsync(
        string dataset, RowVersion[] versions, string? state, Dictionary<RowVersion, LocatedVersion> located, CancellationToken cancellationToken)
    {
        ILookup<Guid, LandedLine> lines = Array.Empty<LandedLine>().ToLookup(line => line.RowKey);
        string? missing;
        try
        {
            var found = await client.LinesAsync(
                dataset, versions[0].BatchId, versions[0].Attempt, versions.Select(version => version.RowKey), cancellationToken);
            lines = found.Lines.ToLookup(line => line.RowKey);
            missing = $"no line has this key under contract {found.FoundWith}; the rows were read under {found.ContractVersion}";
        }
        catch (ApiException e)
        {
            missing = e.Message;
        }

        foreach (var version in versions)
        {
            located[version] = new LocatedVersion
            {
                RowKey = version.RowKey,
                BatchId = version.BatchId,
                File = $"s3://{version.SourceBucket}/{version.SourceKey}",
                RunState = state,
                IsCurrent = version.IsCurrent,
                Reason = version.Reason,
                ReplacedBy = version.ReplacedBy,
                Lines = [.. lines[version.RowKey]],
                NoLines = lines.Contains(version.RowKey) ? null : missing,
            };
        }
    }
}
