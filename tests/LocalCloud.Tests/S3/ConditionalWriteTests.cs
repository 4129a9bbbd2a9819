using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class ConditionalWriteTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_racing_creations_exactly_one_wins()
    {
        var bucket = await cloud.NewBucketAsync();
        var contents = Enumerable.Range(0, 24).Select(i => $"manifest {i}").ToList();
        var outcomes = await Task.WhenAll(contents.Select(content => TryPutAsync(bucket, content)));
        var winner = Assert.Single(outcomes, outcome => outcome is not null);
        using var found = await cloud.S3.GetObjectAsync(bucket, "manifest.json", Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal(winner, await reader.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task An_overwrite_needs_the_current_etag()
    {
        var bucket = await cloud.NewBucketAsync();
        var missing = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "0", IfMatch = "\"00\"" }, Cancelled));
        var first = await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "1" }, Cancelled);
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "2", IfMatch = first.ETag }, Cancelled);
        var stale = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "3", IfMatch = first.ETag }, Cancelled));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), (missing.StatusCode, missing.ErrorCode));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "PreconditionFailed"), (stale.StatusCode, stale.ErrorCode));
    }

    [Fact]
    public async Task A_key_can_be_created_again_after_its_deletion()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        Assert.NotNull(await TryPutAsync(bucket, "1"));
        Assert.Null(await TryPutAsync(bucket, "2"));
        await cloud.S3.DeleteObjectAsync(bucket, "manifest.json", Cancelled);
        Assert.NotNull(await TryPutAsync(bucket, "3"));
    }

    [Fact]
    public async Task A_multipart_upload_completes_only_where_nothing_is()
    {
        var bucket = await cloud.NewBucketAsync();
        var upload = await cloud.S3.InitiateMultipartUploadAsync(new() { BucketName = bucket, Key = "manifest.json" }, Cancelled);
        using var content = new MemoryStream(new byte[10]);
        var part = await cloud.S3.UploadPartAsync(
            new()
            {
                BucketName = bucket,
                Key = "manifest.json",
                UploadId = upload.UploadId,
                PartNumber = 1,
                InputStream = content,
                PartSize = 10,
            },
            Cancelled);
        await TryPutAsync(bucket, "first");
        var complete = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "manifest.json",
            UploadId = upload.UploadId,
            PartETags = [new(1, part.ETag)],
            IfNoneMatch = "*",
        };
        var lost = await Assert.ThrowsAsync<AmazonS3Exception>(() => cloud.S3.CompleteMultipartUploadAsync(complete, Cancelled));
        Assert.Equal("PreconditionFailed", lost.ErrorCode);
        await cloud.S3.DeleteObjectAsync(bucket, "manifest.json", Cancelled);
        Assert.EndsWith("-1\"", (await cloud.S3.CompleteMultipartUploadAsync(complete, Cancelled)).ETag, StringComparison.Ordinal);
    }

    /// <summary>The content when it was stored; null when another was there first.</summary>
    private async Task<string?> TryPutAsync(string bucket, string content)
    {
        try
        {
            await cloud.S3.PutObjectAsync(
                new() { BucketName = bucket, Key = "manifest.json", ContentBody = content, IfNoneMatch = "*" }, Cancelled);
            return content;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return null;
        }
    }
}
