using System.Globalization;
using System.Security.Cryptography;
using DuckDB.NET.Data;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>Writes a batch's Parquet file and manifest, as a transform would, without a transform.</summary>
internal sealed class BatchBuilder(string folder)
{
    private static readonly DuckDBConnection Writer = OpenWriter();

    public string Name { get; init; } = "orders.csv";

    public string Dataset { get; init; } = "orders";

    /// <summary>Seconds after a fixed time at which the object landed.</summary>
    public int Landed { get; init; }

    public string Sequencer { get; init; } = "";

    public int Attempt { get; init; } = 1;

    public string OnReland { get; init; } = "merge";

    /// <summary>What the manifest promises; the rows' number when null.</summary>
    public long? Promised { get; init; }

    public IReadOnlyList<Line> Lines { get; init; } = [];

    /// <summary>SQL that makes the rows in place of <see cref="Lines"/>; all canonical columns but batch, landing and source.</summary>
    public string? Select { get; init; }

    public LandedObject Source => new()
    {
        Bucket = "raw",
        Key = $"{Dataset}/{Name}",
        ETag = $"etag-{Landed}",
        Size = 1,
        LandedAt = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddSeconds(Landed),
        Sequencer = Sequencer,
    };

    public StagedBatch Build()
    {
        var batchId = BatchIds.For(Source);
        var file = Path.Combine(folder, "warehouse.duckdb.staging", $"{Guid.NewGuid():N}.parquet");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var rows = WriteParquet(file, batchId);
        var key = ZoneKeys.BatchFolder(Dataset, batchId);
        var manifest = new BatchManifest
        {
            BatchId = batchId,
            Attempt = Attempt,
            ExecutionId = Guid.NewGuid(),
            Dataset = Dataset,
            ContractVersion = "1.0.0",
            OnReland = OnReland,
            Source = Source,
            Fingerprint = new string('a', 64),
            Rows = new TransformCounts { Records = (Promised ?? rows) + 1, Headers = 1, Accepted = Promised ?? rows, Quarantined = 0, Duplicates = 0 },
            Files =
            [
                new ManifestFile
                {
                    Bucket = "processed",
                    Key = $"{key}{Path.GetFileName(file)}",
                    Rows = Promised ?? rows,
                    Bytes = new FileInfo(file).Length,
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))),
                },
            ],
            Quarantine = [],
            StartedAt = Source.LandedAt,
            CompletedAt = Source.LandedAt,
        };
        return new StagedBatch
        {
            Attempt = Attempt,
            Manifest = manifest,
            Reference = new ManifestReference { Bucket = "processed", Key = ZoneKeys.Manifest(Dataset, batchId, Attempt), ETag = "manifest" },
            Locations = [file],
        };
    }

    /// <summary>SQL on an instance that reads and writes files.</summary>
    public static void Execute(string sql)
    {
        using var connection = new DuckDBConnection(Writer.ConnectionString);
        connection.Open();
        connection.Execute(sql);
    }

    private long WriteParquet(string file, Guid batchId)
    {
        using var connection = new DuckDBConnection(Writer.ConnectionString);
        connection.Open();
        var landed = Source.LandedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var rows = Select ?? (Lines.Count == 0 ? $"{Values(new Line("", "", 0))} limit 0" : string.Join(" union all ", Lines.Select(Values)));
        connection.Execute(
            $"copy (select {string.Join(", ", OrderLine.Columns.Select(c => c.Name))} from (select *, {SqlText.Literal($"raw/{Dataset}/{Name}")} as source_object, "
            + $"uuid '{batchId}' as batch_id, timestamp '{landed}' as landed_at from ({rows}))) to {SqlText.Literal(file)} (format parquet)");
        return connection.Scalar<long>($"select count(*) from read_parquet({SqlText.Literal(file)})");
    }

    private static DuckDBConnection OpenWriter()
    {
        var connection = new DuckDBConnection("DataSource=:memory:parquet-of-tests");
        connection.Open();
        connection.Execute("set global timezone = 'UTC'");
        return connection;
    }

    private static string Values(Line line)
    {
        var key = RowKeys.Compute(line.Dataset, [line.Store, line.Order, line.Item]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            (select {Text(line.Dataset)} as dataset, {Text(line.Order)} as order_id, {Text(line.Store)} as store_id, {Text(line.Item)} as item_id,
            {Text(line.ItemName)} as item_name, {line.Quantity}::decimal(18,4) as quantity, {line.Amount / line.Quantity}::decimal(18,4) as unit_price,
            {line.Amount}::decimal(18,4) as amount, {Text(line.Currency)} as currency, {Text(line.Customer)} as customer_id,
            timestamp '{line.OrderedAt:yyyy-MM-dd HH:mm:ss}' as ordered_at, {line.IsReturn} as is_return, uuid '{key}' as row_key, {Text(line.Extra)} as extra)
            """);
    }

    private static string Text(string? value) => value is null ? "null::varchar" : SqlText.Literal(value);
}
