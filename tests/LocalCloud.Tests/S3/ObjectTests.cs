using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class ObjectTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_comes_back_with_its_bytes_headers_and_metadata()
    {
        var bucket = await cloud.NewBucketAsync();
        var put = new PutObjectRequest
        {
            BucketName = bucket,
            Key = "raw/orders/a b+ü.csv",
            ContentBody = "hello",
            ContentType = "text/csv",
        };
        put.Headers.ContentEncoding = "gzip";
        put.Metadata["traceparent"] = "00-abc";
        var stored = await cloud.S3.PutObjectAsync(put, Cancelled);

        using var found = await cloud.S3.GetObjectAsync(bucket, "raw/orders/a b+ü.csv", Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("hello", await reader.ReadToEndAsync(Cancelled));
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", stored.ETag);
        Assert.Equal(stored.ETag, found.ETag);
        Assert.Equal("text/csv", found.Headers.ContentType);
        Assert.Equal("gzip", found.Headers.ContentEncoding);
        Assert.Equal("00-abc", found.Metadata["traceparent"]);
        Assert.Equal("NhCmhg==", stored.ChecksumCRC32);
    }

    [Fact]
    public async Task An_empty_object_comes_back_empty()
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "empty", ContentBody = "" }, Cancelled);
        using var found = await cloud.S3.GetObjectAsync(bucket, "empty", Cancelled);
        Assert.Equal(0, found.ContentLength);
        Assert.Equal("\"d41d8cd98f00b204e9800998ecf8427e\"", found.ETag);
    }

    [Theory]
    [InlineData("bytes=1-3", "ell", "bytes 1-3/5")]
    [InlineData("bytes=-2", "lo", "bytes 3-4/5")]
    [InlineData("bytes=2-", "llo", "bytes 2-4/5")]
    [InlineData("bytes=0-99", "hello", "bytes 0-4/5")]
    public async Task A_range_is_answered_with_that_part(string range, string expected, string contentRange)
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "hello" }, Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{bucket}/k");
        request.Headers.TryAddWithoutValidation("Range", range);
        using var response = await cloud.Http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(contentRange, response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task A_range_after_the_end_is_refused()
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "hello" }, Cancelled);
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => cloud.S3.GetObjectAsync(new() { BucketName = bucket, Key = "k", ByteRange = new("bytes=9-10") }, Cancelled));
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange"), (error.StatusCode, error.ErrorCode));
    }

    [Fact]
    public async Task What_is_missing_is_told_by_name()
    {
        var bucket = await cloud.NewBucketAsync();
        await Assert.ThrowsAsync<NoSuchKeyException>(() => cloud.S3.GetObjectAsync(bucket, "nothing", Cancelled));
        var noBucket = await Assert.ThrowsAsync<AmazonS3Exception>(() => cloud.S3.GetObjectAsync("no-such-bucket", "k", Cancelled));
        var noHead = await Assert.ThrowsAsync<AmazonS3Exception>(() => cloud.S3.GetObjectMetadataAsync(bucket, "nothing", Cancelled));
        Assert.Equal("NoSuchBucket", noBucket.ErrorCode);
        Assert.Equal("NotFound", noHead.ErrorCode);
    }

    [Fact]
    public async Task A_copy_has_the_source_bytes_and_new_metadata_when_asked()
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "raw/a b", ContentBody = "hello" }, Cancelled);
        var copy = new CopyObjectRequest
        {
            SourceBucket = bucket,
            SourceKey = "raw/a b",
            DestinationBucket = bucket,
            DestinationKey = "c",
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        copy.Metadata["by"] = "copy";
        var copied = await cloud.S3.CopyObjectAsync(copy, Cancelled);
        using var found = await cloud.S3.GetObjectAsync(bucket, "c", Cancelled);
        Assert.Equal(copied.ETag, found.ETag);
        Assert.Equal("copy", found.Metadata["by"]);
    }

    [Fact]
    public async Task Objects_are_deleted_one_by_one_and_together()
    {
        var bucket = await cloud.NewBucketAsync();
        foreach (var key in new[] { "a", "b", "c" })
            await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = key }, Cancelled);
        await cloud.S3.DeleteObjectAsync(bucket, "a", Cancelled);
        var deleted = await cloud.S3.DeleteObjectsAsync(
            new() { BucketName = bucket, Objects = [new() { Key = "b" }, new() { Key = "c" }, new() { Key = "never" }] }, Cancelled);
        Assert.Equal(3, deleted.DeletedObjects.Count);
        await cloud.S3.DeleteBucketAsync(bucket, Cancelled);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(cloud.DataDirectory, "*.blob", SearchOption.AllDirectories),
            file => File.ReadAllText(file) is "a" or "b" or "c");
    }

    [Fact]
    public async Task Reads_depend_on_conditions()
    {
        var bucket = await cloud.NewBucketAsync();
        var put = await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "hello" }, Cancelled);
        var stale = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => cloud.S3.GetObjectAsync(new() { BucketName = bucket, Key = "k", EtagToMatch = "\"00\"" }, Cancelled));
        var unchanged = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => cloud.S3.GetObjectAsync(new() { BucketName = bucket, Key = "k", EtagToNotMatch = put.ETag }, Cancelled));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task What_is_not_served_is_refused_by_name()
    {
        var bucket = await cloud.NewBucketAsync();
        using var policy = await cloud.Http.GetAsync($"/{bucket}?policy", Cancelled);
        using var encrypted = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k") { Content = new StringContent("x") };
        encrypted.Headers.Add("x-amz-server-side-encryption", "aws:kms");
        using var refused = await cloud.Http.SendAsync(encrypted, Cancelled);
        Assert.Equal((HttpStatusCode.NotImplemented, HttpStatusCode.NotImplemented), (policy.StatusCode, refused.StatusCode));
        Assert.Contains("'policy'", await policy.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Contains("x-amz-server-side-encryption", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }
}
