using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class VersioningTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_version_stays_readable_by_its_id()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        var first = await PutAsync(bucket, "one");
        var second = await PutAsync(bucket, "two");
        Assert.NotEqual(first, second);
        Assert.Equal("one", await ReadAsync(bucket, first));
        Assert.Equal("two", await ReadAsync(bucket, null));
        var head = await cloud.S3.GetObjectMetadataAsync(new() { BucketName = bucket, Key = "k", VersionId = first }, Cancelled);
        Assert.Equal(first, head.VersionId);
    }

    [Fact]
    public async Task A_delete_hides_the_object_until_its_marker_is_deleted()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        var version = await PutAsync(bucket, "one");
        var deleted = await cloud.S3.DeleteObjectAsync(bucket, "k", Cancelled);
        Assert.Equal("true", deleted.DeleteMarker);
        await Assert.ThrowsAsync<NoSuchKeyException>(() => cloud.S3.GetObjectAsync(bucket, "k", Cancelled));
        Assert.Equal("one", await ReadAsync(bucket, version));
        var onMarker = await Assert.ThrowsAsync<AmazonS3Exception>(() => ReadAsync(bucket, deleted.VersionId));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, onMarker.StatusCode);
        Assert.Null((await cloud.S3.ListObjectsV2Async(new() { BucketName = bucket }, Cancelled)).S3Objects);

        await cloud.S3.DeleteObjectAsync(bucket, "k", deleted.VersionId, Cancelled);
        Assert.Equal("one", await ReadAsync(bucket, null));
    }

    [Fact]
    public async Task Deleting_the_latest_version_brings_back_the_one_before()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        await PutAsync(bucket, "one");
        var second = await PutAsync(bucket, "two");
        await cloud.S3.DeleteObjectAsync(bucket, "k", second, Cancelled);
        Assert.Equal("one", await ReadAsync(bucket, null));
        var gone = await Assert.ThrowsAsync<AmazonS3Exception>(() => ReadAsync(bucket, second));
        Assert.Equal("NoSuchVersion", gone.ErrorCode);
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_page_by_page()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Insert(0, await PutAsync(bucket, $"{i}"));
        ids.Insert(0, (await cloud.S3.DeleteObjectAsync(bucket, "k", Cancelled)).VersionId);

        var listed = new List<S3ObjectVersion>();
        var request = new ListVersionsRequest { BucketName = bucket, MaxKeys = 1 };
        ListVersionsResponse page;
        do
        {
            page = await cloud.S3.ListVersionsAsync(request, Cancelled);
            listed.AddRange(page.Versions);
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.Equal(ids, listed.Select(version => version.VersionId));
        Assert.Equal([true, false, false, false], listed.Select(version => version.IsDeleteMarker == true));
        Assert.Equal([true, false, false, false], listed.Select(version => version.IsLatest == true));
    }

    [Fact]
    public async Task What_was_put_before_versioning_is_the_null_version()
    {
        var bucket = await cloud.NewBucketAsync();
        await PutAsync(bucket, "old");
        await cloud.S3.PutBucketVersioningAsync(
            new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancelled);
        await PutAsync(bucket, "new");
        Assert.Equal("old", await ReadAsync(bucket, "null"));
        await cloud.S3.PutBucketVersioningAsync(
            new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Suspended } }, Cancelled);
        await PutAsync(bucket, "newest");
        Assert.Equal("newest", await ReadAsync(bucket, "null"));
        Assert.Equal(2, (await cloud.S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Cancelled)).Versions.Count);
    }

    private async Task<string> PutAsync(string bucket, string content) =>
        (await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = content }, Cancelled)).VersionId;

    private async Task<string> ReadAsync(string bucket, string? version)
    {
        using var found = await cloud.S3.GetObjectAsync(new() { BucketName = bucket, Key = "k", VersionId = version }, Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
