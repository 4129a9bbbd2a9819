using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class ListTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static readonly string[] Keys = ["a", "b/1", "b/2", "b/c/3", "c d", "raw/ü", "z"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "", "a b/1 b/2 b/c/3 c+d raw/ü z")]
    [InlineData("", "/", "a b/ c+d raw/ z")]
    [InlineData("b/", "/", "b/1 b/2 b/c/")]
    [InlineData("b/c", "", "b/c/3")]
    [InlineData("no", "/", "")]
    public async Task A_list_folds_below_the_delimiter_and_is_the_same_in_any_page_size(string prefix, string delimiter, string expected)
    {
        var bucket = await FilledBucketAsync();
        foreach (var pageSize in new[] { 1, 2, 1000 })
        {
            var found = new List<string>();
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = delimiter, MaxKeys = pageSize };
            ListObjectsV2Response page;
            do
            {
                page = await cloud.S3.ListObjectsV2Async(request, Cancelled);
                Assert.True(page.KeyCount <= pageSize);
                found.AddRange((page.S3Objects ?? []).Select(item => item.Key));
                found.AddRange(page.CommonPrefixes ?? []);
                request.ContinuationToken = page.NextContinuationToken;
            }
            while (page.IsTruncated == true);

            Assert.Equal(expected, string.Join(' ', found.Order(StringComparer.Ordinal).Select(key => key.Replace(' ', '+'))));
        }
    }

    [Fact]
    public async Task The_old_list_goes_on_from_its_marker()
    {
        var bucket = await FilledBucketAsync();
        var first = await cloud.S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = bucket, Delimiter = "/", MaxKeys = 2 }, Cancelled);
        Assert.Equal("b/", first.NextMarker);
        var rest = await cloud.S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = bucket, Delimiter = "/", Marker = first.NextMarker }, Cancelled);
        Assert.Equal(["c d", "z"], rest.S3Objects.Select(item => item.Key));
        Assert.Equal(["raw/"], rest.CommonPrefixes);
    }

    [Fact]
    public async Task A_list_starts_after_a_key_and_encodes_keys_on_request()
    {
        var bucket = await FilledBucketAsync();
        var listed = await cloud.S3.ListObjectsV2Async(new() { BucketName = bucket, StartAfter = "b/c/3", MaxKeys = 1 }, Cancelled);
        Assert.Equal("c d", Assert.Single(listed.S3Objects).Key);
        var encoded = await cloud.Http.GetStringAsync($"/{bucket}?list-type=2&encoding-type=url&prefix=c", Cancelled);
        Assert.Contains("<Key>c%20d</Key>", encoded, StringComparison.Ordinal);
    }

    private async Task<string> FilledBucketAsync()
    {
        var bucket = await cloud.NewBucketAsync();
        foreach (var key in Keys)
            await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = key }, Cancelled);
        return bucket;
    }
}
