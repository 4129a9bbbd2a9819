using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>What any S3 has to do.</summary>
public abstract class S3Suite(CloudUnderTest cloud) : Suite(cloud)
{
    private const int PartSize = 5 * 1024 * 1024;

    [Fact]
    public async Task An_object_comes_back_with_what_was_said_of_it()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        var put = new PutObjectRequest { BucketName = bucket, Key = "raw/a b+ü.csv", ContentBody = "hello", ContentType = "text/csv" };
        put.Metadata["trace"] = "00-1";
        put.Headers.CacheControl = "no-cache";
        var stored = await s3.PutObjectAsync(put, Cancelled);
        using var found = await s3.GetObjectAsync(bucket, "raw/a b+ü.csv", Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("hello", await reader.ReadToEndAsync(Cancelled));
        Assert.Equal(
            ("\"5d41402abc4b2a76b9719d911017c592\"", "text/csv", "00-1", "no-cache"),
            (stored.ETag, found.Headers.ContentType, found.Metadata["trace"], found.Headers.CacheControl));
    }

    [Theory]
    [InlineData(0, 1, "he")]
    [InlineData(3, 99, "lo")]
    [InlineData(4, 4, "o")]
    public async Task A_range_is_a_part_of_the_object(long first, long last, string expected)
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        await PutAsync(s3, bucket, "k", "hello");
        using var found = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange(first, last) }, Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal((HttpStatusCode.PartialContent, expected), (found.HttpStatusCode, await reader.ReadToEndAsync(Cancelled)));
    }

    [Fact]
    public async Task What_is_not_there_has_a_name()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        var key = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetObjectAsync(bucket, "absent", Cancelled));
        var noBucket = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.ListObjectsV2Async(new() { BucketName = bucket + "-absent" }, Cancelled));
        var upload = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.ListPartsAsync(bucket, "k", "absent", Cancelled));
        Assert.Equal(("NoSuchKey", "NoSuchBucket", "NoSuchUpload"), (key.ErrorCode, noBucket.ErrorCode, upload.ErrorCode));
        await PutAsync(s3, bucket, "k", "x");
        var full = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.DeleteBucketAsync(bucket, Cancelled));
        Assert.Equal("BucketNotEmpty", full.ErrorCode);
    }

    [Fact]
    public async Task A_key_is_created_once_under_If_None_Match()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        await s3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "1", IfNoneMatch = "*" }, Cancelled);
        var second = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "2", IfNoneMatch = "*" }, Cancelled));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "PreconditionFailed"), (second.StatusCode, second.ErrorCode));
        Assert.Equal("1", await ReadAsync(s3, bucket, "k"));
    }

    [Fact]
    public async Task An_overwrite_under_If_Match_needs_the_current_etag()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        var first = await PutAsync(s3, bucket, "k", "1");
        await s3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "2", IfMatch = first.ETag }, Cancelled);
        var stale = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "3", IfMatch = first.ETag }, Cancelled));
        Assert.Equal("PreconditionFailed", stale.ErrorCode);
    }

    [Fact]
    public async Task A_wrong_Content_MD5_is_refused()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new() { BucketName = bucket, Key = "k", ContentBody = "hello", MD5Digest = "1B2M2Y8AsgTpgAmY7PhCfg==" }, Cancelled));
        Assert.Equal("BadDigest", error.ErrorCode);
        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetObjectAsync(bucket, "k", Cancelled));
    }

    [Fact]
    public async Task A_listing_folds_at_the_delimiter_and_goes_on_where_it_was_cut()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        foreach (var key in new[] { "a/1", "a/2", "b", "c/1", "d" })
            await PutAsync(s3, bucket, key, "x");
        var names = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Delimiter = "/", MaxKeys = 2 };
        ListObjectsV2Response page;
        do
        {
            page = await s3.ListObjectsV2Async(request, Cancelled);
            var keys = (page.S3Objects ?? []).Select(found => found.Key);
            names.AddRange((page.CommonPrefixes ?? []).Concat(keys).Order(StringComparer.Ordinal));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        Assert.Equal(["a/", "b", "c/", "d"], names);
        var old = await s3.ListObjectsAsync(new ListObjectsRequest { BucketName = bucket, Prefix = "a/", Marker = "a/1" }, Cancelled);
        Assert.Equal("a/2", Assert.Single(old.S3Objects).Key);
    }

    [Fact]
    public async Task Versions_stay_and_a_deletion_is_a_marker()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        await s3.PutBucketVersioningAsync(
            new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancelled);
        var first = await PutAsync(s3, bucket, "k", "1");
        var second = await PutAsync(s3, bucket, "k", "2");
        var marker = await s3.DeleteObjectAsync(bucket, "k", Cancelled);
        Assert.Equal("true", marker.DeleteMarker);
        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetObjectAsync(bucket, "k", Cancelled));
        var listed = await s3.ListVersionsAsync(bucket, Cancelled);
        Assert.Equal(
            [(marker.VersionId, true), (second.VersionId, false), (first.VersionId, false)],
            listed.Versions.OrderByDescending(version => version.IsDeleteMarker)
                .ThenByDescending(version => version.VersionId == second.VersionId)
                .Select(version => (version.VersionId, version.IsLatest == true)));
        await s3.DeleteObjectAsync(bucket, "k", marker.VersionId, Cancelled);
        Assert.Equal("2", await ReadAsync(s3, bucket, "k"));
        using var old = await s3.GetObjectAsync(bucket, "k", first.VersionId, Cancelled);
        using var reader = new StreamReader(old.ResponseStream);
        Assert.Equal("1", await reader.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task Listed_versions_go_on_where_they_were_cut()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        await s3.PutBucketVersioningAsync(
            new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancelled);
        foreach (var key in new[] { "a", "a", "b", "a", "c" })
            await PutAsync(s3, bucket, key, "x");
        var found = new List<string>();
        var request = new ListVersionsRequest { BucketName = bucket, MaxKeys = 2 };
        ListVersionsResponse page;
        do
        {
            page = await s3.ListVersionsAsync(request, Cancelled);
            found.AddRange(page.Versions.Select(version => version.Key));
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.Equal(["a", "a", "a", "b", "c"], found);
    }

    [Fact]
    public async Task Objects_are_deleted_together_and_each_is_told()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        await PutAsync(s3, bucket, "a&<b>", "x");
        var deleted = await s3.DeleteObjectsAsync(
            new() { BucketName = bucket, Objects = [new() { Key = "a&<b>" }, new() { Key = "absent" }] }, Cancelled);
        Assert.Equal(["a&<b>", "absent"], deleted.DeletedObjects.Select(one => one.Key).Order(StringComparer.Ordinal));
        await s3.DeleteBucketAsync(bucket, Cancelled);
    }

    [Fact]
    public async Task A_copy_keeps_the_metadata_or_gets_new_ones()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        var put = new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "hello" };
        put.Metadata["kind"] = "first";
        await s3.PutObjectAsync(put, Cancelled);
        await s3.CopyObjectAsync(bucket, "k", bucket, "kept", Cancelled);
        var replaced = new CopyObjectRequest
        {
            SourceBucket = bucket,
            SourceKey = "k",
            DestinationBucket = bucket,
            DestinationKey = "replaced",
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        replaced.Metadata["kind"] = "second";
        await s3.CopyObjectAsync(replaced, Cancelled);
        Assert.Equal("first", (await s3.GetObjectMetadataAsync(bucket, "kept", Cancelled)).Metadata["kind"]);
        Assert.Equal("second", (await s3.GetObjectMetadataAsync(bucket, "replaced", Cancelled)).Metadata["kind"]);
    }

    [Fact]
    public async Task Tags_belong_to_an_object_or_a_bucket()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        await s3.PutObjectAsync(
            new() { BucketName = bucket, Key = "k", ContentBody = "x", TagSet = [new() { Key = "a b", Value = "x+y=z" }] }, Cancelled);
        var ofObject = await s3.GetObjectTaggingAsync(new() { BucketName = bucket, Key = "k" }, Cancelled);
        Assert.Equal(("a b", "x+y=z"), (ofObject.Tagging[0].Key, ofObject.Tagging[0].Value));
        await s3.PutBucketTaggingAsync(bucket, [new() { Key = "team", Value = "data" }], Cancelled);
        var ofBucket = await s3.GetBucketTaggingAsync(new() { BucketName = bucket }, Cancelled);
        Assert.Equal(("team", "data"), (ofBucket.TagSet[0].Key, ofBucket.TagSet[0].Value));
        await s3.DeleteBucketTaggingAsync(bucket, Cancelled);
        var none = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetBucketTaggingAsync(new() { BucketName = bucket }, Cancelled));
        Assert.Equal("NoSuchTagSet", none.ErrorCode);
    }

    [Fact]
    public async Task A_multipart_object_has_its_parts_and_the_checksum_of_the_whole()
    {
        var (s3, bucket) = await BucketAsync(Cloud());
        byte[][] contents = [RandomNumberGenerator.GetBytes(PartSize), "the rest"u8.ToArray()];
        var upload = await s3.InitiateMultipartUploadAsync(
            new()
            {
                BucketName = bucket,
                Key = "big",
                ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
                ChecksumType = ChecksumType.FULL_OBJECT,
            },
            Cancelled);
        var completion = new CompleteMultipartUploadRequest { BucketName = bucket, Key = "big", UploadId = upload.UploadId };
        for (var i = 0; i < contents.Length; i++)
        {
            using var content = new MemoryStream(contents[i]);
            completion.AddPartETags(await s3.UploadPartAsync(
                new()
                {
                    BucketName = bucket,
                    Key = "big",
                    UploadId = upload.UploadId,
                    PartNumber = i + 1,
                    InputStream = content,
                    ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
                },
                Cancelled));
        }

        var completed = await s3.CompleteMultipartUploadAsync(completion, Cancelled);
        var whole = await s3.PutObjectAsync(
            new() { BucketName = bucket, Key = "whole", InputStream = new MemoryStream([.. contents[0], .. contents[1]]) }, Cancelled);
        Assert.Equal((whole.ChecksumCRC32, ChecksumType.FULL_OBJECT), (completed.ChecksumCRC32, completed.ChecksumType));
        var part = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "big", PartNumber = 2 }, Cancelled);
        using var reader = new StreamReader(part.ResponseStream);
        Assert.Equal(("the rest", 2), (await reader.ReadToEndAsync(Cancelled), part.PartsCount));
    }

    [Fact]
    public async Task A_presigned_URL_puts_and_gets()
    {
        var cloud = Cloud();
        var (s3, bucket) = await BucketAsync(cloud);
        var put = await s3.GetPreSignedURLAsync(Presigned(bucket, HttpVerb.PUT));
        using var stored = await cloud.Http.PutAsync(put, new StringContent("by url"), Cancelled);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal("by url", await cloud.Http.GetStringAsync(await s3.GetPreSignedURLAsync(Presigned(bucket, HttpVerb.GET)), Cancelled));
    }

    [Fact]
    public async Task A_landing_is_told_to_a_queue_and_only_where_the_filter_wants_it()
    {
        var cloud = Cloud();
        var (s3, bucket) = await BucketAsync(cloud);
        var url = (await cloud.Sqs.CreateQueueAsync(CloudUnderTest.NewName("events"), Cancelled)).QueueUrl;
        var arn = (await cloud.Sqs.GetQueueAttributesAsync(url, ["QueueArn"], Cancelled)).QueueARN;
        await s3.PutBucketNotificationAsync(
            new()
            {
                BucketName = bucket,
                QueueConfigurations =
                [
                    new()
                    {
                        Queue = arn,
                        Events = [EventType.ObjectCreatedAll],
                        Filter = new() { S3KeyFilter = new() { FilterRules = [new("prefix", "raw/"), new("suffix", ".csv")] } },
                    },
                ],
            },
            Cancelled);
        await PutAsync(s3, bucket, "raw/other.txt", "x");
        await PutAsync(s3, bucket, "raw/red flower.csv", "hello");
        var body = await UntilAsync(
            async () => (await cloud.Sqs.ReceiveMessageAsync(url, Cancelled)).Messages?.FirstOrDefault()?.Body ?? "",
            text => text.Contains("Records", StringComparison.Ordinal));
        var record = JsonDocument.Parse(body).RootElement.GetProperty("Records")[0];
        var told = record.GetProperty("s3").GetProperty("object");
        Assert.Equal("ObjectCreated:Put", record.GetProperty("eventName").GetString());
        Assert.Equal("raw/red+flower.csv", told.GetProperty("key").GetString());
        Assert.Matches("^[0-9A-F]{16}$", told.GetProperty("sequencer").GetString()!);
    }

    private static GetPreSignedUrlRequest Presigned(string bucket, HttpVerb verb) => new()
    {
        BucketName = bucket,
        Key = "k",
        Verb = verb,
        Protocol = Protocol.HTTP,
        Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
    };

    private static async Task<(AmazonS3Client S3, string Bucket)> BucketAsync(CloudUnderTest cloud)
    {
        var bucket = CloudUnderTest.NewName("suite");
        await cloud.S3.PutBucketAsync(bucket, Cancelled);
        return (cloud.S3, bucket);
    }

    private static Task<PutObjectResponse> PutAsync(AmazonS3Client s3, string bucket, string key, string content) =>
        s3.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = content }, Cancelled);

    private static async Task<string> ReadAsync(AmazonS3Client s3, string bucket, string key)
    {
        using var found = await s3.GetObjectAsync(bucket, key, Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
