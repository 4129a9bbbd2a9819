using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Progress;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Downloads a manifest's files beside the warehouse file and checks size and hash on the way.</summary>
internal sealed class LocalStage(IAmazonS3 s3, WarehouseFile file) : IBatchStage
{
    public async Task<IStagedFiles> StageAsync(BatchManifest manifest, CancellationToken cancellationToken)
    {
        var staged = new StagedFolder(Path.Combine(file.StagingFolder, Guid.NewGuid().ToString("N")));
        try
        {
            foreach (var named in manifest.Files)
                await DownloadAsync(named, staged.Add(), cancellationToken);
            return staged;
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }
    }

    private async Task DownloadAsync(ManifestFile named, string path, CancellationToken cancellationToken)
    {
        string hash;
        long bytes;
        try
        {
            using var response = await s3.GetObjectAsync(named.Bucket, named.Key, cancellationToken);
            await using var target = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
            });
            await using var source = new ProgressStream(response.ResponseStream);
            (bytes, hash) = await CopyAsync(source, target, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            throw Rejected($"The file {named.Key} that the manifest names is not there.", e);
        }

        if (bytes != named.Bytes)
            throw Rejected($"The manifest says that {named.Key} has {named.Bytes} bytes; it has {bytes}.");
        if (!string.Equals(hash, named.Sha256, StringComparison.OrdinalIgnoreCase))
            throw Rejected($"The content of {named.Key} is not what the manifest says: SHA-256 {named.Sha256} there, {hash} in the file.");
    }

    private static async Task<(long Bytes, string Hash)> CopyAsync(ProgressStream source, FileStream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        int read;
        while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            bytes += read;
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static BatchRejectedException Rejected(string reason, Exception? innerException = null) => new(
        FailureCodes.OutputChanged,
        $"{reason} It was changed after the transform wrote it. Replay the run to transform the file again.",
        innerException);

    private sealed class StagedFolder(string path) : IStagedFiles
    {
        private readonly List<string> _files = [];

        public IReadOnlyList<string> Locations => _files;

        public string Add()
        {
            Directory.CreateDirectory(path);
            _files.Add(Path.Combine(path, $"{_files.Count}.parquet"));
            return _files[^1];
        }

        public ValueTask DisposeAsync()
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
