using System.Diagnostics;
using Amazon.S3;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>Transforms in this process: the object comes to the work folder, its Parquet goes from there to the zones.</summary>
internal sealed class DuckDbTransformEngine(
    IAmazonS3 s3,
    LocalTransform transform,
    DuckDbSessions sessions,
    ParquetUpload upload,
    EarlierLinesReader earlier,
    WorkFolder folder,
    StageReporter reporter,
    IOptions<TransformOptions> options,
    IOptions<ZoneOptions> zones) : ITransformEngine
{
    private readonly FileStager _stager = new(StagingLimits.Of(options.Value));

    public string Name => TransformOptions.DuckDb;

    public async Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken)
    {
        await using var report = reporter.Begin(work.BatchId, work.Attempt, StageNames.Transform);
        using var space = folder.Open();
        var staged = await TransformSteps.RunAsync("stage", work, span => StageAsync(work, space, span, cancellationToken));
        var local = await TransformSteps.RunAsync("parse", work, span => ParseAsync(work, staged, space, span, cancellationToken));
        var quality = await TransformSteps.RunAsync(
            "measure", work, _ => Task.FromResult(WrittenQuality.Take(sessions, work.Contract, local, cancellationToken)));
        var (files, quarantine) = await TransformSteps.RunAsync("write", work, span => WriteAsync(work, local, span, cancellationToken));
        return new TransformOutput
        {
            ExecutionId = work.ExecutionId,
            Fingerprint = staged.Fingerprint,
            Rows = local.Rows,
            Quality = quality,
            Files = files,
            Quarantine = quarantine,
        };
    }

    private async Task<(IReadOnlyList<ManifestFile> Files, IReadOnlyList<ManifestFile> Quarantine)> WriteAsync(
        TransformWork work, LocalOutput local, Activity? span, CancellationToken cancellationToken)
    {
        var key = ZoneKeys.BatchFolder(work.Contract.Name, work.BatchId);
        var files = await upload.PutAsync(local.Accepted, zones.Value.Processed, number => $"{key}part-{work.ExecutionId:D}-{number}.parquet", cancellationToken);
        var quarantine = await upload.PutAsync(
            local.Quarantined, zones.Value.Quarantine, number => $"{key}quarantine-{work.ExecutionId:D}{(number == 0 ? "" : $"-{number}")}.parquet", cancellationToken);
        span?.SetTag(RetailBusTelemetry.Rows, local.Rows.Accepted);
        span?.SetTag(RetailBusTelemetry.Bytes, files.Sum(file => file.Bytes));
        return (files, quarantine);
    }

    private async Task<StagedFile> StageAsync(TransformWork work, WorkSpace space, Activity? span, CancellationToken cancellationToken)
    {
        using var response = await s3.OpenAsync(work.ErasedForm ?? work.Source, cancellationToken);
        await using var landed = new ProgressStream(response.ResponseStream);
        var staged = await _stager.StageAsync(landed, work.Contract, space.File("staged.csv"), cancellationToken);
        if (staged.LandedBytes != response.ContentLength)
            throw new IOException($"The object ended after {staged.LandedBytes} of {response.ContentLength} bytes.");
        span?.SetTag(RetailBusTelemetry.Rows, staged.Census.Records);
        span?.SetTag(RetailBusTelemetry.Bytes, staged.LandedBytes);
        return staged;
    }

    private async Task<LocalOutput> ParseAsync(
        TransformWork work, StagedFile staged, WorkSpace space, Activity? span, CancellationToken cancellationToken)
    {
        span?.SetTag(RetailBusTelemetry.Engine, Name);
        var before = await earlier.ReadAsync(work, space, cancellationToken);
        var local = await transform.RunAsync(work, staged, space.Path, cancellationToken, before);
        span?.SetTag(RetailBusTelemetry.Rows, local.Rows.Records);
        span?.SetTag(RetailBusTelemetry.Bytes, staged.Bytes);
        return local;
    }
}
