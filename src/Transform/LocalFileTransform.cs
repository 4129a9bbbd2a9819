using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform;

/// <summary>The embedded engine from a file of this machine to Parquet files beside it, without S3: for benchmarks.</summary>
/// <param name="contract">Of the file's dataset.</param>
/// <param name="options">Of the engine.</param>
/// <param name="folder">An existing folder for all that is written.</param>
public sealed class LocalFileTransform(DatasetContract contract, DuckDbOptions options, string folder) : IDisposable
{
    private readonly DuckDbSessions _sessions = new(options, folder);

    /// <summary>Stages the file, checks and types its rows, and writes them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Of an empty or absent folder in which the output stands afterwards.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BatchRejectedException">The file can't be taken.</exception>
    public async Task<TransformCounts> RunAsync(string path, string name, CancellationToken cancellationToken)
    {
        var output = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        await using var landed = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        var staged = await new FileStager(new StagingLimits { ExpandedBytes = long.MaxValue })
            .StageAsync(landed, contract, Path.Combine(output, "staged.csv"), cancellationToken);
        var source = new LandedObject
        {
            Bucket = "local",
            Key = $"{contract.Name}/{Path.GetFileName(path)}",
            ETag = staged.Fingerprint,
            Size = staged.LandedBytes,
            LandedAt = File.GetLastWriteTimeUtc(path),
        };
        var work = new TransformWork(BatchIds.For(source), 1, Guid.NewGuid(), contract, source);
        var result = await new LocalTransform(_sessions, options, NullLogger<LocalTransform>.Instance).RunAsync(work, staged, output, cancellationToken);
        WrittenQuality.Take(_sessions, contract, result, cancellationToken);
        return result.Rows;
    }

    public void Dispose() => _sessions.Dispose();
}
