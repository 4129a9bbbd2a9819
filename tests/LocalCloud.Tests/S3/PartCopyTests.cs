using System.Security.Cryptography;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class PartCopyTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private const int PartSize = 5 * 1024 * 1024;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_is_put_together_from_ranges_of_others()
    {
        var bucket = await cloud.NewBucketAsync();
        var bytes = RandomNumberGenerator.GetBytes(PartSize + 5000);
        using var content = new MemoryStream(bytes);
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "a/source ü", InputStream = content }, Cancelled);
        var upload = await cloud.S3.InitiateMultipartUploadAsync(bucket, "copy", Cancelled);
        var first = await CopyAsync(bucket, upload.UploadId, 1, 1000, 1000 + PartSize - 1);
        var second = await CopyAsync(bucket, upload.UploadId, 2, null, null);
        Assert.NotEqual(first.ETag, second.ETag);
        await cloud.S3.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = bucket,
                Key = "copy",
                UploadId = upload.UploadId,
                PartETags = [new(1, first.ETag), new(2, second.ETag)],
            },
            Cancelled);
        byte[] expected = [.. bytes[1000..(1000 + PartSize)], .. bytes];
        Assert.Equal(expected, await cloud.Http.GetByteArrayAsync($"/{bucket}/copy", Cancelled));
    }

    [Theory]
    [InlineData("bytes=0-5000")]
    [InlineData("bytes=0-")]
    [InlineData("bytes=-5")]
    [InlineData("bytes=3-1")]
    [InlineData("0-1")]
    [InlineData("bytes=0-1,3-4")]
    public async Task A_range_that_is_not_within_the_source_is_refused(string range)
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "hello" }, Cancelled);
        var upload = await cloud.S3.InitiateMultipartUploadAsync(bucket, "copy", Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/copy?partNumber=1&uploadId={upload.UploadId}");
        request.Headers.Add("x-amz-copy-source", $"/{bucket}/k");
        request.Headers.Add("x-amz-copy-source-range", range);
        using var response = await cloud.Http.SendAsync(request, Cancelled);
        Assert.Contains(
            "<Code>InvalidArgument</Code>", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_are_listed_page_by_page()
    {
        var bucket = await cloud.NewBucketAsync();
        var started = new HashSet<(string, string)>();
        foreach (var key in new[] { "p/a", "p/b", "p/b", "p/b", "p/c", "q" })
            started.Add((key, (await cloud.S3.InitiateMultipartUploadAsync(bucket, key, Cancelled)).UploadId));
        var request = new ListMultipartUploadsRequest { BucketName = bucket, Prefix = "p/", MaxUploads = 2 };
        var listed = new List<(string, string)>();
        ListMultipartUploadsResponse page;
        do
        {
            page = await cloud.S3.ListMultipartUploadsAsync(request, Cancelled);
            listed.AddRange(page.MultipartUploads.Select(upload => (upload.Key, upload.UploadId)));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);
        Assert.Equal(started.Where(upload => upload.Item1 != "q").Order(), listed);
        var after = await cloud.S3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = bucket, KeyMarker = "p/b" }, Cancelled);
        Assert.Equal(["p/c", "q"], after.MultipartUploads.Select(upload => upload.Key));
    }

    private Task<CopyPartResponse> CopyAsync(string bucket, string uploadId, int number, long? first, long? last) => cloud.S3.CopyPartAsync(
        new()
        {
            SourceBucket = bucket,
            SourceKey = "a/source ü",
            DestinationBucket = bucket,
            DestinationKey = "copy",
            UploadId = uploadId,
            PartNumber = number,
            FirstByte = first,
            LastByte = last,
        },
        Cancelled);
}
