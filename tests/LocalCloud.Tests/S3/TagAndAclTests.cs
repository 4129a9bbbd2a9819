using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using RetailBus.LocalCloud.S3.Store;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class TagAndAclTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_SDK_finds_out_whether_a_bucket_exists()
    {
        var bucket = await cloud.NewBucketAsync();
        Assert.True(await AmazonS3Util.DoesS3BucketExistV2Async(cloud.S3, bucket));
        Assert.False(await AmazonS3Util.DoesS3BucketExistV2Async(cloud.S3, "no-such-bucket"));
    }

    [Fact]
    public async Task An_ACL_is_the_owners_full_control()
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "x" }, Cancelled);
        var acl = await cloud.S3.GetObjectAclAsync(new() { BucketName = bucket, Key = "k" }, Cancelled);
        var grant = Assert.Single(acl.Grants);
        Assert.Equal((S3Permission.FULL_CONTROL, acl.Owner.Id), (grant.Permission, grant.Grantee.CanonicalUser));
        await Assert.ThrowsAsync<NoSuchKeyException>(
            () => cloud.S3.GetObjectAclAsync(new() { BucketName = bucket, Key = "absent" }, Cancelled));
    }

    [Fact]
    public async Task Tags_are_kept_per_version_and_survive_a_copy()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        var first = await cloud.S3.PutObjectAsync(
            new() { BucketName = bucket, Key = "k", ContentBody = "1", TagSet = [new() { Key = "a b", Value = "x+y=z" }] }, Cancelled);
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "2" }, Cancelled);
        await cloud.S3.CopyObjectAsync(
            new()
            {
                SourceBucket = bucket,
                SourceKey = "k",
                SourceVersionId = first.VersionId,
                DestinationBucket = bucket,
                DestinationKey = "c",
            },
            Cancelled);

        Assert.Equal(["a b=x+y=z"], await TagsAsync(bucket, "k", first.VersionId));
        Assert.Empty(await TagsAsync(bucket, "k", null));
        Assert.Equal(["a b=x+y=z"], await TagsAsync(bucket, "c", null));
        using var found = await cloud.S3.GetObjectAsync(bucket, "c", Cancelled);
        Assert.Equal(1, found.TagCount);
    }

    [Fact]
    public async Task Tags_are_replaced_and_deleted_without_touching_the_object()
    {
        var bucket = await cloud.NewBucketAsync();
        var put = await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "1" }, Cancelled);
        await cloud.S3.PutObjectTaggingAsync(
            new() { BucketName = bucket, Key = "k", Tagging = new() { TagSet = [new() { Key = "team", Value = "data" }] } }, Cancelled);
        Assert.Equal(["team=data"], await TagsAsync(bucket, "k", null));
        await cloud.S3.DeleteObjectTaggingAsync(new() { BucketName = bucket, Key = "k" }, Cancelled);
        Assert.Empty(await TagsAsync(bucket, "k", null));
        Assert.Equal(put.ETag, (await cloud.S3.GetObjectMetadataAsync(bucket, "k", Cancelled)).ETag);
    }

    [Fact]
    public async Task Tags_of_a_multipart_upload_are_the_objects()
    {
        var bucket = await cloud.NewBucketAsync();
        var upload = await cloud.S3.InitiateMultipartUploadAsync(
            new() { BucketName = bucket, Key = "big", TagSet = [new() { Key = "team", Value = "data" }] }, Cancelled);
        using var bytes = new MemoryStream([1, 2, 3]);
        var part = await cloud.S3.UploadPartAsync(
            new() { BucketName = bucket, Key = "big", UploadId = upload.UploadId, PartNumber = 1, InputStream = bytes, PartSize = 3 },
            Cancelled);
        await cloud.S3.CompleteMultipartUploadAsync(
            new() { BucketName = bucket, Key = "big", UploadId = upload.UploadId, PartETags = [new(1, part.ETag)] }, Cancelled);
        Assert.Equal(["team=data"], await TagsAsync(bucket, "big", null));
    }

    [Fact]
    public void A_row_that_was_written_before_there_were_tags_has_none()
    {
        const string Row = """{"ContentType":"text/csv","Standard":{},"Metadata":{}}""";
        var headers = JsonSerializer.Deserialize(Row, StoreJson.Default.ObjectHeaders);
        Assert.Empty(headers!.Tags);
    }

    [Fact]
    public async Task Too_many_tags_are_refused()
    {
        var bucket = await cloud.NewBucketAsync();
        var tags = Enumerable.Range(0, 11).Select(i => new Tag { Key = $"k{i}", Value = "" }).ToList();
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "1", TagSet = tags }, Cancelled));
        Assert.Equal("BadRequest", error.ErrorCode);
    }

    private async Task<IEnumerable<string>> TagsAsync(string bucket, string key, string? version) =>
        ((await cloud.S3.GetObjectTaggingAsync(new() { BucketName = bucket, Key = key, VersionId = version }, Cancelled)).Tagging ?? [])
            .Select(tag => $"{tag.Key}={tag.Value}");
}
