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
        string hash;
        await using (var content = File.OpenRead(file.Path))
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));

        var bytes = new FileInfo(file.Path).Length;
        if (bytes <= PartBytes)
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, FilePath = file.Path }, cancellationToken);
        else
            await PutPartsAsync(file.Path, bucket, key, cancellationToken);
        return new ManifestFile { Bucket = bucket, Key = key, Rows = file.Rows, Bytes = bytes, Sha256 = hash };
    }

    private async Task PutPartsAsync(string path, string bucket, string key, CancellationToken cancellationToken)
    {
        var config = new TransferUtilityConfig { ConcurrentServiceRequests = 4, MinSizeBeforePartUpload = PartBytes };
        using var transfer = new TransferUtility(s3, config);
        var upload = new TransferUtilityUploadRequest { BucketName = bucket, Key = key, FilePath = path, PartSize = PartBytes };
        var sent = 0L;
        upload.UploadProgressEvent += (_, progress) => Volatile.Write(ref sent, progress.TransferredBytes);
        using var watched = StageReport.Current?.Watch(() => Volatile.Read(ref sent));
        await transfer.UploadAsync(upload, cancellationToken);
    }
}
