using System.Globalization;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Preview;

/// <summary>Reads the beginning of a file by the same code that will read all of it.</summary>
internal sealed class Previewer(
    ContractCatalog contracts, LocalTransform transform, DuckDbSessions sessions, QuarantineRows quarantine, WorkFolder folder, TimeProvider time)
{
    private const int Shown = 20;
    private readonly FileStager _stager = new(new StagingLimits { ExpandedBytes = 16L << 20 });

    /// <summary>By the dataset that is named, else by the one whose columns the header names.</summary>
    /// <param name="dataset">Null to find it.</param>
    /// <param name="text">The file's beginning, of whole records.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BatchRejectedException">The file is no text, or of no dataset.</exception>
    public async Task<FilePreview> ReadAsync(string? dataset, byte[] text, CancellationToken cancellationToken)
    {
        using var space = folder.Open();
        if (dataset is not null)
        {
            var contract = contracts.Get(dataset);
            return await ReadAsync(contract, await StageAsync(contract, text, space, cancellationToken), space, cancellationToken);
        }

        var found = new List<(DatasetContract Contract, StagedFile File)>();
        var refusals = new List<BatchRejectedException>();
        foreach (var contract in contracts.All)
        {
            try
            {
                var file = await StageAsync(contract, text, space, cancellationToken);
                if (file.Layout.HasHeader)
                    found.Add((contract, file));
            }
            catch (BatchRejectedException e)
            {
                refusals.Add(e);
            }
        }

        if (found.Count == 0)
            throw refusals.Find(refusal => refusal.Code is not FailureCodes.MissingColumn) ?? NoDataset();
        var (best, staged) = found.MaxBy(candidate => candidate.File.Layout.Columns.Count(column => column.Column is not null));
        return await ReadAsync(best, staged, space, cancellationToken);
    }

    private Task<StagedFile> StageAsync(DatasetContract contract, byte[] text, WorkSpace space, CancellationToken cancellationToken) =>
        _stager.StageAsync(new MemoryStream(text), contract, space.File($"{contract.Name}.csv"), cancellationToken);

    private async Task<FilePreview> ReadAsync(DatasetContract contract, StagedFile staged, WorkSpace space, CancellationToken cancellationToken)
    {
        var preview = new FilePreview
        {
            Dataset = contract.Name,
            HasHeader = staged.Layout.HasHeader,
            Columns = [.. staged.Layout.Columns.Select(column => new PreviewColumn(column.Name, column.Column?.Name))],
            Records = staged.Census.Records,
            Accepted = 0,
            Quarantined = 0,
            Duplicates = 0,
            Fields = Fields,
            Rows = [],
            Bad = [],
        };
        try
        {
            var output = await transform.RunAsync(Work(contract, staged), staged, space.Path, cancellationToken);
            return preview with
            {
                Accepted = output.Rows.Accepted,
                Quarantined = output.Rows.Quarantined,
                Duplicates = output.Rows.Duplicates,
                Rows = Rows(output.Accepted, cancellationToken),
                Bad = output.Quarantined.Count == 0
                    ? []
                    : quarantine.Read(output.Quarantined.Select(file => file.Path), offset: 0, Shown, cancellationToken),
            };
        }
        catch (BatchRejectedException e)
        {
            return preview with { Refusal = e.Message };
        }
    }

    private static IReadOnlyList<string> Fields { get; } = [.. CanonicalColumns.OfTheContract.Select(column => column.Name)];

    private IReadOnlyList<PreviewRow> Rows(IReadOnlyList<LocalParquet> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return [];
        var columns = string.Join(", ", Fields.Select(field => $"CAST({field} AS VARCHAR)"));
        var paths = string.Join(", ", files.Select(file => Sql.Literal(file.Path)));
        using var session = sessions.Rent();
        return session.Query(
            $"SELECT {columns} FROM read_parquet([{paths}]) LIMIT {Shown.ToString(CultureInfo.InvariantCulture)}",
            row => new PreviewRow([.. Enumerable.Range(0, Fields.Count).Select(place => row.IsDBNull(place) ? null : row.GetString(place))]),
            cancellationToken);
    }

    /// <summary>Nothing has landed: the batch is nobody's.</summary>
    private TransformWork Work(DatasetContract contract, StagedFile staged) => new(
        Guid.Empty,
        1,
        Guid.NewGuid(),
        contract,
        new LandedObject { Bucket = "preview", Key = "preview", ETag = staged.Fingerprint, Size = staged.LandedBytes, LandedAt = time.GetUtcNow() });

    private BatchRejectedException NoDataset() => new(
        FailureCodes.MissingColumn,
        $"The file's first line names the columns of no dataset. Choose one: {string.Join(", ", contracts.All.Select(contract => contract.Name))}.");
}
