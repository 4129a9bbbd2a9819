using System.Diagnostics;
using Amazon.S3;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Erasing;

namespace RetailBus.Transform.Batches;

/// <summary>Takes a batch from command to manifest. May run any number of times, also at once: the first manifest stands.</summary>
internal sealed partial class BatchTransform(
    ContractCatalog contracts, ErasedSource engine, ManifestStore manifests, IAmazonS3 s3, TimeProvider time, ILogger<BatchTransform> logger)
{
    /// <exception cref="BatchRejectedException">The file can't be taken.</exception>
    public async Task<StoredManifest> RunAsync(TransformBatch command, CancellationToken cancellationToken)
    {
        var contract = contracts.Get(command.Dataset);
        var work = new TransformWork(command.BatchId, command.Attempt, Guid.NewGuid(), contract, command.Object);
        var standing = await TransformSteps.RunAsync(
            "prepare", work, _ => manifests.FindAsync(command.Dataset, command.BatchId, command.Attempt, cancellationToken));
        if (standing is not null)
            return standing;

        var startedAt = time.GetUtcNow();
        var output = await engine.TransformAsync(work, cancellationToken);
        Activity.Current?.SetTag(RetailBusTelemetry.ExternalRunId, output.ExternalRunId);
        var stored = await TransformSteps.RunAsync(
            "manifest", work, _ => manifests.PutOrFindAsync(Manifest(work, output, startedAt), cancellationToken));
        if (stored.Manifest.ExecutionId != output.ExecutionId)
        {
            LogLostRace(stored.Manifest.ExecutionId);
            await s3.RemoveAsync(output, cancellationToken);
        }

        return stored;
    }

    private BatchManifest Manifest(TransformWork work, TransformOutput output, DateTimeOffset startedAt) => new()
    {
        BatchId = work.BatchId,
        Attempt = work.Attempt,
        ExecutionId = output.ExecutionId,
        Dataset = work.Contract.Name,
        ContractVersion = work.Contract.Version,
        OnReland = work.Contract.OnReland,
        Source = work.Source,
        Fingerprint = output.Fingerprint,
        Rows = output.Rows,
        RejectLimit = work.Contract.RejectLimit,
        Quality = output.Quality,
        Files = output.Files,
        Quarantine = output.Quarantine,
        StartedAt = startedAt,
        CompletedAt = time.GetUtcNow(),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Execution {Winner} had written the manifest first; its output stands")]
    private partial void LogLostRace(Guid winner);
}
