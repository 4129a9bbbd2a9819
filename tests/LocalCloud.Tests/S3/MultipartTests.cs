using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class MultipartTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private const int PartSize = 5 * 1024 * 1024;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_uploads_of_one_key_at_once_do_not_mix()
    {
        var bucket = await cloud.NewBucketAsync();
        var contents = new[] { RandomNumberGenerator.GetBytes(PartSize + 1000), RandomNumberGenerator.GetBytes(PartSize + 2000) };
        var uploads = await Task.WhenAll(contents.Select(content => StartAsync(bucket, content)));
        foreach (var (upload, content) in uploads.Zip(contents))
        {
            var completed = await cloud.S3.CompleteMultipartUploadAsync(upload, Cancelled);
            Assert.EndsWith("-2\"", completed.ETag, StringComparison.Ordinal);
            Assert.Equal(content, await ReadAsync(bucket, null));
        }

        Assert.Equal(contents[1][(PartSize - 2)..(PartSize + 3)], await ReadAsync(bucket, new ByteRange(PartSize - 2, PartSize + 2)));
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing()
    {
        var bucket = await cloud.NewBucketAsync();
        var upload = await StartAsync(bucket, RandomNumberGenerator.GetBytes(PartSize + 1));
        var listed = await cloud.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, Cancelled);
        Assert.Equal(upload.UploadId, Assert.Single(listed.MultipartUploads).UploadId);
        var parts = await cloud.S3.ListPartsAsync(bucket, "big", upload.UploadId, Cancelled);
        Assert.Equal([PartSize, 1L], parts.Parts.Select(part => part.Size ?? 0));

        await cloud.S3.AbortMultipartUploadAsync(bucket, "big", upload.UploadId, Cancelled);
        var gone = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => cloud.S3.CompleteMultipartUploadAsync(upload, Cancelled));
        Assert.Equal("NoSuchUpload", gone.ErrorCode);
        await cloud.S3.DeleteBucketAsync(bucket, Cancelled);
    }

    [Fact]
    public async Task A_wrong_part_list_is_refused()
    {
        var bucket = await cloud.NewBucketAsync();
        var upload = await StartAsync(bucket, RandomNumberGenerator.GetBytes(PartSize + 1));
        upload.PartETags[0].ETag = "\"00000000000000000000000000000000\"";
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => cloud.S3.CompleteMultipartUploadAsync(upload, Cancelled));
        Assert.Equal("InvalidPart", error.ErrorCode);
    }

    [Fact]
    public async Task A_small_part_before_the_last_is_refused()
    {
        var bucket = await cloud.NewBucketAsync();
        var upload = await StartAsync(bucket, RandomNumberGenerator.GetBytes(2000), 1000);
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => cloud.S3.CompleteMultipartUploadAsync(upload, Cancelled));
        Assert.Equal("EntityTooSmall", error.ErrorCode);
    }

    [Fact]
    public async Task The_transfer_utility_uploads_a_large_stream()
    {
        var bucket = await cloud.NewBucketAsync();
        var content = RandomNumberGenerator.GetBytes((2 * PartSize) + 7);
        using var transfer = new TransferUtility(cloud.S3);
        using var stream = new MemoryStream(content);
        await transfer.UploadAsync(
            new TransferUtilityUploadRequest { BucketName = bucket, Key = "big", InputStream = stream, PartSize = PartSize }, Cancelled);
        Assert.Equal(content, await ReadAsync(bucket, null));
    }

    private async Task<CompleteMultipartUploadRequest> StartAsync(string bucket, byte[] content, int partSize = PartSize)
    {
        var upload = await cloud.S3.InitiateMultipartUploadAsync(new() { BucketName = bucket, Key = "big" }, Cancelled);
        var complete = new CompleteMultipartUploadRequest { BucketName = bucket, Key = "big", UploadId = upload.UploadId, PartETags = [] };
        foreach (var (number, bytes) in content.Chunk(partSize).Index())
        {
            using var stream = new MemoryStream(bytes);
            var part = await cloud.S3.UploadPartAsync(
                new()
                {
                    BucketName = bucket,
                    Key = "big",
                    UploadId = upload.UploadId,
                    PartNumber = number + 1,
                    InputStream = stream,
                    PartSize = bytes.Length,
                },
                Cancelled);
            complete.PartETags.Add(new(part));
        }

        return complete;
    }

    private async Task<byte[]> ReadAsync(string bucket, ByteRange? range)
    {
        using var found = await cloud.S3.GetObjectAsync(new() { BucketName = bucket, Key = "big", ByteRange = range }, Cancelled);
        using var bytes = new MemoryStream();
        await found.ResponseStream.CopyToAsync(bytes, Cancelled);
        return bytes.ToArray();
    }
}
