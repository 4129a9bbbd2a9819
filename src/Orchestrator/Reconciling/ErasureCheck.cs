using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Storage;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Every erasure comes to its end. Only its message knows the key: a person has to send that again from where it lies.</summary>
internal sealed class ErasureCheck(IAmazonS3 s3, IOptions<ZoneOptions> zones) : IReconcileCheck
{
    /// <summary>An erasure waits up to 15 minutes between passes, and a pass at work renews its record each minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Those that have ended well; they do not change any more.</summary>
    private readonly ConcurrentDictionary<string, bool> _done = new(StringComparer.Ordinal);

    public string Name => "erasures";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = zones.Value.Processed, Prefix = ErasureFolders.Records };
        do
        {
            var listed = await s3.ListObjectsV2Async(request, cancellationToken);
            foreach (var key in (listed.S3Objects ?? []).Select(found => found.Key).Where(key => !_done.ContainsKey(key)))
                await CheckAsync(look, key, cancellationToken);
            request.ContinuationToken = listed.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    private async Task CheckAsync(ReconcileLook look, string key, CancellationToken cancellationToken)
    {
        look.Checked("erasures");
        using var response = await s3.GetObjectAsync(zones.Value.Processed, key, cancellationToken);
        var record = await JsonSerializer.DeserializeAsync<ErasureRecord>(
            response.ResponseStream, JsonSerializerOptions.Web, cancellationToken);
        if (record!.State == ErasureState.Done)
            _done.TryAdd(key, true);
        else if (!ErasureState.IsEnded(record.State) && record.UpdatedAt < look.Settled - Patience)
            look.Add(Unfinished(record, key));
    }

    private Finding Unfinished(ErasureRecord record, string key) => new()
    {
        Kind = FindingKinds.ErasureUnfinished,
        Bucket = zones.Value.Processed,
        Key = key,
        Detail = $"Erasure {record.ErasureId:D} of {record.Dataset}, asked for by {record.Actor}, is {record.State}, and nothing was "
            + $"heard of it since {record.UpdatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.",
        Action = $"none; redrive {QueueNames.Erase} and {QueueNames.Load}, where its message waits, or ask for the erasure again",
    };
}
