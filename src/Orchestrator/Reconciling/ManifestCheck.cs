using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.S3;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Storage;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>
/// Every manifest's run has heard of it. One that still waits for the transform, or took it for failed, has the same attempt commanded
/// again, once: TRANSFORM finds the manifest, and only its answer is made anew.
/// </summary>
internal sealed partial class ManifestCheck(IAmazonS3 s3, ISagaReader<BatchRun> runs, RunRepairs repairs, IOptions<ZoneOptions> zones) : IReconcileCheck
{
    public string Name => "manifests of the processed zone";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        await foreach (var found in s3.ObjectsAsync(zones.Value.Processed, prefix: null, cancellationToken))
        {
            if (found.LastModified < look.Settled.UtcDateTime && ManifestKey().Match(found.Key) is { Success: true } name)
                await CheckAsync(look, found.Key, name, cancellationToken);
        }
    }

    private async Task CheckAsync(ReconcileLook look, string key, Match name, CancellationToken cancellationToken)
    {
        look.Checked("manifests");
        var batchId = Guid.Parse(name.Groups["id"].ValueSpan);
        var run = (await runs.Find(batchId, cancellationToken))?.Saga;
        var finding = new Finding
        {
            Kind = FindingKinds.ManifestWithoutLoad,
            BatchId = batchId,
            Bucket = zones.Value.Processed,
            Key = key,
            Detail = $"The manifest stands, but its run is {run?.State}: the transform's answer was lost.",
            Action = "the transform was asked for its answer again",
        };
        if (run is null)
        {
            look.Add(finding with
            {
                Kind = FindingKinds.ManifestWithoutRun,
                Detail = "The manifest stands, and no run of its batch is known.",
                Action = "none; if the batch's object is still in the raw zone, it is announced again from there",
            });
        }
        else if (int.TryParse(name.Groups["attempt"].ValueSpan, CultureInfo.InvariantCulture, out var attempt)
            && WaitsFor(run, attempt)
            && run.UpdatedAt < look.Settled)
        {
            if (run.WasRedriven(StageNames.Transform))
            {
                look.Add(finding with { Action = RunRepairs.AskedBefore(run) });
                return;
            }

            if (look.Repair)
                await repairs.RedriveAsync(run, look, "The manifest stands, and its answer was lost.", cancellationToken);
            look.Add(finding);
        }
    }

    private static bool WaitsFor(BatchRun run, int attempt) =>
        attempt == run.Attempt && (run.State == RunState.Transforming || run is { State: RunState.Failed, FailedStage: StageNames.Transform });

    [GeneratedRegex(@"/batch=(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})/manifest-(?<attempt>\d{1,9})\.json$", RegexOptions.ExplicitCapture)]
    private static partial Regex ManifestKey();
}
