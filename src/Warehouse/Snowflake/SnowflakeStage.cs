using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Leaves the files where they are, in the processed zone, which Snowflake reads as its external stage, and checks that each is the one
/// that the manifest names.
/// </summary>
/// <remarks>
/// A HEAD tells size and, for objects that were put with one, the SHA-256; the manifest has both, and then no byte is read. Otherwise the
/// object is read once, past memory, and hashed. COPY can't be told a version or an ETag: what is put in the file's place in the moments
/// between is noticed only by its rows (their number, batch, dataset and landing), which the load compares.
/// </remarks>
internal sealed class SnowflakeStage(IAmazonS3 s3, IOptions<ZoneOptions> zones) : IBatchStage
{
    public async Task<IStagedFiles> StageAsync(BatchManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Files)
        {
            if (file.Bucket != zones.Value.Processed)
                throw Rejected($"The manifest names a file in the bucket {file.Bucket}; the stage is over {zones.Value.Processed}.");
            StagedPaths.Check(file.Key);
            await CheckAsync(file, cancellationToken);
        }

        return new FilesInPlace(this, manifest.Files);
    }

    private async Task CheckAsync(ManifestFile file, CancellationToken cancellationToken)
    {
        try
        {
            var head = await s3.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = file.Bucket, Key = file.Key, ChecksumMode = ChecksumMode.ENABLED },
                cancellationToken);
            if (head.ContentLength != file.Bytes)
                throw Rejected($"The manifest says that {file.Key} has {file.Bytes} bytes; it has {head.ContentLength}.");
            var hash = Whole(head) ?? await HashAsync(file, head.ETag, cancellationToken);
            if (!string.Equals(hash, file.Sha256, StringComparison.OrdinalIgnoreCase))
                throw Rejected($"{file.Key} is not what the manifest says: SHA-256 {file.Sha256} there, {hash} in the file.");
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            throw Rejected($"The file {file.Key} that the manifest names is not there.", e);
        }
    }

    /// <summary>The whole object's hash; a multipart upload's is of its parts and tells nothing here.</summary>
    private static string? Whole(GetObjectMetadataResponse head) =>
        head.ChecksumSHA256 is { Length: > 0 } checksum && !checksum.Contains('-', StringComparison.Ordinal)
            && head.ChecksumType != ChecksumType.COMPOSITE
            ? Convert.ToHexStringLower(Convert.FromBase64String(checksum))
            : null;

    private async Task<string> HashAsync(ManifestFile file, string etag, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = file.Bucket, Key = file.Key, EtagToMatch = etag }, cancellationToken);
        await using var content = new ProgressStream(response.ResponseStream);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    private static BatchRejectedException Rejected(string reason, Exception? innerException = null) => new(
        FailureCodes.OutputChanged,
        $"{reason} It was changed after the transform wrote it. Replay the run to transform the file again.",
        innerException);

    private sealed class FilesInPlace(SnowflakeStage stage, IReadOnlyList<ManifestFile> files) : IStagedFiles
    {
        public IReadOnlyList<string> Locations { get; } = [.. files.Select(file => file.Key)];

        public async Task<bool> AreUnchangedAsync(CancellationToken cancellationToken)
        {
            try
            {
                foreach (var file in files)
                    await stage.CheckAsync(file, cancellationToken);
                return true;
            }
            catch (BatchRejectedException)
            {
                return false;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
