using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Ingest.Landing;
using RetailBus.Ingest.Uploads;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Resubmitting;

/// <summary>Lands corrected rows as an object of their own that names its parent; the bucket's event does the rest.</summary>
/// <remarks>The key is the number, put only where none stands: of two that resubmit at once, each gets one of its own.</remarks>
internal sealed class Resubmitter(IAmazonS3 s3, RawZone zone, IOptions<ZoneOptions> zones, ILogger<Resubmitter> logger)
{
    private string Bucket => zones.Value.Raw;

    /// <exception cref="ResubmitRefusedException">The batch has been resubmitted too often.</exception>
    public async Task<ResubmittedObject> LandAsync(
        BatchManifest parent, byte[] corrected, string actor, string reason, CancellationToken cancellationToken)
    {
        var above = parent.Source.Resubmission;
        var (root, rootAttempt) = above is null ? (parent.BatchId, parent.Attempt) : (above.RootBatchId, above.RootAttempt);
        var content = Convert.ToHexStringLower(SHA256.HashData(corrected));
        while (true)
        {
            var earlier = await EarlierAsync(parent.Dataset, root, cancellationToken);
            if (await SameAsync(earlier, parent.BatchId, content, cancellationToken) is { } same)
                return same;
            var number = earlier.Keys.DefaultIfEmpty().Max() + 1;
            if (number > Resubmission.Most)
            {
                throw new ResubmitRefusedException(
                    StatusCodes.Status409Conflict,
                    $"Batch {root:D} has been resubmitted {Resubmission.Most} times, the most there can be. Land the whole file again.");
            }

            var resubmission = new Resubmission
            {
                ParentBatchId = parent.BatchId,
                RootBatchId = root,
                RootAttempt = rootAttempt,
                Number = number,
                Actor = actor,
                Reason = reason,
            };
            if (await PutAsync(parent.Dataset, resubmission, corrected, content, cancellationToken) is { } landed)
                return landed;
        }
    }

    private async Task<Dictionary<int, string>> EarlierAsync(string dataset, Guid root, CancellationToken cancellationToken)
    {
        var earlier = new Dictionary<int, string>();
        await foreach (var found in s3.ObjectsAsync(Bucket, ZoneKeys.Resubmissions(dataset, root), cancellationToken))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(found.Key), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                earlier[number] = found.Key;
        }

        return earlier;
    }

    private async Task<ResubmittedObject?> SameAsync(
        Dictionary<int, string> earlier, Guid parent, string content, CancellationToken cancellationToken)
    {
        foreach (var (number, key) in earlier)
        {
            if (await zone.FindAsync(new RawObject(Bucket, key, null, null, ""), cancellationToken) is
                {
                    Landed: var landed,
                    Metadata: var metadata
                }
                && landed.Resubmission?.ParentBatchId == parent && metadata[ObjectMetadata.Content] == content)
                return new ResubmittedObject(Bucket, key, BatchIds.For(landed), parent, number, IsRepeat: true);
        }

        return null;
    }

    /// <summary>Null when another took the number in the meantime.</summary>
    private async Task<ResubmittedObject?> PutAsync(
        string dataset, Resubmission resubmission, byte[] corrected, string content, CancellationToken cancellationToken)
    {
        var key = ZoneKeys.Resubmission(dataset, resubmission.RootBatchId, resubmission.Number);
        using var span = RawZoneSpans.Put("PutObject", Bucket, key);
        using var body = new MemoryStream(corrected, writable: false);
        var request = new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = body, IfNoneMatch = "*" };
        ResubmissionMetadata.Write(request.Metadata, resubmission);
        request.Metadata.Add(ObjectMetadata.Content, content);
        if (TraceContext.Current is { } trace)
            request.Metadata.Add(ObjectMetadata.TraceParent, trace);
        try
        {
            var put = await s3.PutObjectAsync(request, cancellationToken);
            var raw = new RawObject(Bucket, key, ObjectVersions.Id(put.VersionId), put.ETag.Trim('"'), "");
            var batch = await zone.FindAsync(raw, cancellationToken) is { Landed: var landed } ? BatchIds.For(landed) : (Guid?)null;
            IngestLog.Resubmitted(logger, resubmission.ParentBatchId, key, resubmission.Actor, resubmission.Reason);
            return new ResubmittedObject(Bucket, key, batch, resubmission.ParentBatchId, resubmission.Number, IsRepeat: false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return null;
        }
    }
}
