using System.Text;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Contracts.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>The engine from a local file to local Parquet, without S3.</summary>
public sealed class LocalEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("transform-tests-").FullName;
    private readonly DuckDbOptions _options = new() { MemoryLimitMiB = 512 };
    private readonly DuckDbSessions _sessions;
    private int _runs;

    private readonly PiiGuard _guard = PiiGuard.Of(PiiKeyText, []);

    public LocalEngine() => _sessions = new DuckDbSessions(_options, _folder, PiiKey);

    /// <summary>32 times the byte 7, in base64.</summary>
    public static string PiiKeyText { get; } = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, PiiKey.MinimumBytes)]);

    public static PiiKey PiiKey { get; } = PiiKey.Parse(PiiKeyText, "the key");

    /// <summary>A shipped contract, or one of the tests' own.</summary>
    public static DatasetContract Contract(string dataset)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "datasets", $"{dataset}.odcs.yaml");
        return ContractReader.Read(File.Exists(shipped) ? shipped : Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{dataset}.odcs.yaml"));
    }

    internal DuckDbSessions Sessions => _sessions;

    internal Task<TransformedFile> RunAsync(string dataset, string text) => RunAsync(Contract(dataset), Encoding.UTF8.GetBytes(text));

    internal Task<TransformedFile> RunAsync(DatasetContract contract, byte[] bytes) => RunAsync(contract, new MemoryStream(bytes));

    internal async Task<TransformedFile> RunAsync(DatasetContract contract, Stream landed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{Interlocked.Increment(ref _runs)}")).FullName;
        var stager = new FileStager(new StagingLimits { ExpandedBytes = 10L << 30 });
        var staged = await stager.StageAsync(landed, contract, Path.Combine(folder, "staged.csv"), cancellationToken);
        var work = new TransformWork(Guid.NewGuid(), 1, Guid.NewGuid(), contract, Source);
        var transform = new LocalTransform(_sessions, _options, NullLogger<LocalTransform>.Instance, _guard);
        var output = await transform.RunAsync(work, staged, folder, cancellationToken);
        return new TransformedFile(output, staged, this);
    }

    public static LandedObject Source { get; } = new()
    {
        Bucket = "raw",
        Key = "orders/o'brien.csv",
        ETag = "e",
        Size = 1,
        LandedAt = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Rows of a query over Parquet files, values as text.</summary>
    internal List<string?[]> Query(string sql, IEnumerable<LocalParquet> files)
    {
        var list = string.Join(", ", files.Select(file => Sql.Literal(file.Path)));
        using var session = _sessions.Rent();
        return [.. session.Query(sql.Replace("$files", $"read_parquet([{list}])", StringComparison.Ordinal), Texts, TestContext.Current.CancellationToken)];
    }

    public void Dispose()
    {
        _sessions.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string?[] Texts(DuckDBDataReader row) =>
        [.. Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? null : row.GetString(column))];
}
