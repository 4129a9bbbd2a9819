using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Progress;

namespace RetailBus.Transform.DuckDb;

/// <summary>Puts local Parquet files into a zone, large ones in parts.</summary>
internal sealed class ParquetUpload(IAmazonS3 s3)
{
    private const long PartBytes = 16L << 20;

    /// <param name="files">What to put.</param>
    /// <param name="bucket">The zone.</param>
    /// <param name="key">The key of the file of a number, from 0.</param>
    /// <param name="cancellationToken">Stops the upload; parts already sent are removed.</param>
    public async Task<IReadOnlyList<ManifestFile>> PutAsync(
        IReadOnlyList<LocalParquet> files, string bucket, Func<int, string> key, CancellationToken cancellationToken)
    {
        var put = new List<ManifestFile>();
        foreach (var file in files)
            put.Add(await PutAsync(file, bucket, key(put.Count), cancellationToken));
        return put;
    }

    private async Task<ManifestFile> PutAsync(LocalParquet file, string bucket, string key, CancellationToken cancellationToken)
    {
        byte[] hash;
        await using (var content = File.OpenRead(file.Path))
            hash = await SHA256.HashDataAsync(content, cancellationToken);

        var bytes = new FileInfo(file.Path).Length;
        if (bytes <= PartBytes)
            await PutWholeAsync(file.Path, bucket, key, hash, cancellationToken);
        else
            await PutPartsAsync(file.Path, bucket, key, cancellationToken);
        return new ManifestFile { Bucket = bucket, Key = key, Rows = file.Rows, Bytes = bytes, Sha256 = Convert.ToHexStringLower(hash) };
    }

    /// <summary>With its hash, which S3 checks and keeps: who wants it later need not read the object.</summary>
    private async Task PutWholeAsync(string path, string bucket, string key, byte[] hash, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = key, FilePath = path, ChecksumSHA256 = Convert.ToBase64String(hash) };
        await s3.PutObjectAsync(request, cancellationToken);
    }

    /// <summary>Each part with its SHA-256: the SDK's own choice, CRC-32, takes it six times as long.</summary>
    private async Task PutPartsAsync(string path, string bucket, string key, CancellationToken cancellationToken)
    {
        var config = new TransferUtilityConfig { ConcurrentServiceRequests = 4, MinSizeBeforePartUpload = PartBytes };
        using var transfer = new TransferUtility(s3, config);
        var upload = new TransferUtilityUploadRequest
        {
            BucketName = bucket,
            Key = key,
            FilePath = path,
            PartSize = PartBytes,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        };
        var sent = 0L;
        upload.UploadProgressEvent += (_, progress) => Volatile.Write(ref sent, progress.TransferredBytes);
        using var watched = StageReport.Current?.Watch(() => Volatile.Read(ref sent));
        await transfer.UploadAsync(upload, cancellationToken);
    }
}
