using System.Net;
using System.Text.RegularExpressions;
using Amazon.S3;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.Signing;

public sealed class PresignedTests(CloudFixture open) : IClassFixture<CloudFixture>
{
    private const string Key = "a b/ü+c.csv";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_presigned_put_and_get_work_without_credentials_configured()
    {
        var bucket = await open.NewBucketAsync();
        using var put = await open.Http.PutAsync(Presign(open.S3, bucket, HttpVerb.PUT), new StringContent("rows"), Cancel);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("rows", await open.Http.GetStringAsync(Presign(open.S3, bucket, HttpVerb.GET), Cancel));
    }

    [Fact]
    public async Task A_presigned_put_and_get_work_until_they_expire()
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("bkt", Cancel);
        var get = Presign(s3, "bkt", HttpVerb.GET);
        using var put = await cloud.Http.PutAsync(Presign(s3, "bkt", HttpVerb.PUT), new StringContent("rows"), Cancel);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("rows", await cloud.Http.GetStringAsync(get, Cancel));

        cloud.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("rows", await cloud.Http.GetStringAsync(get, Cancel));
        cloud.Time.Advance(TimeSpan.FromMinutes(2));
        await AssertRefusedAsync(cloud, HttpMethod.Get, get, "<Code>AccessDenied</Code><Message>Request has expired");
    }

    [Fact]
    public async Task A_presigned_url_is_good_for_what_it_was_signed_for_only()
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("bkt", Cancel);
        var get = Presign(s3, "bkt", HttpVerb.GET);
        await AssertRefusedAsync(cloud, HttpMethod.Delete, get, "<Code>SignatureDoesNotMatch</Code>");
        foreach (var (pattern, other, code) in new[]
        {
            ("[.]csv", ".txt", "SignatureDoesNotMatch"),
            ("X-Amz-Expires=[0-9]+", "X-Amz-Expires=604800", "SignatureDoesNotMatch"),
            ("X-Amz-Signature=", "versionId=null&X-Amz-Signature=", "SignatureDoesNotMatch"),
            ("X-Amz-Expires=[0-9]+", "X-Amz-Expires=604801", "AuthorizationQueryParametersError"),
        })
        {
            Assert.Matches(pattern, get);
            await AssertRefusedAsync(cloud, HttpMethod.Get, Regex.Replace(get, pattern, other), $"<Code>{code}</Code>");
        }
    }

    [Theory]
    [InlineData("/bkt/k", "", "<Code>AccessDenied</Code>")]
    [InlineData("/bkt/k?AWSAccessKeyId=test&Signature=x&Expires=1", "", "<Code>InvalidRequest</Code>")]
    [InlineData("/bkt/k", "AWS test:c2lnbmF0dXJl", "<Code>InvalidRequest</Code>")]
    [InlineData("/bkt/k", "AWS4-HMAC-SHA256 Credential=test", "<Code>AuthorizationHeaderMalformed</Code>")]
    [InlineData("/?Action=ListQueues&Version=2012-11-05", "", "<Code>MissingAuthenticationToken</Code>")]
    [InlineData("/?Action=ListTopics&Version=2010-03-31", "", "<Code>MissingAuthenticationToken</Code>")]
    public async Task What_is_not_signed_with_version_four_is_refused(string path, string authorization, string expected)
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await cloud.Http.SendAsync(request, Cancel);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(response.IsSuccessStatusCode);
        Assert.Contains("running", await cloud.Http.GetStringAsync("/health", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_among_the_options_are_refused_without_telling_the_secret()
    {
        LocalCloudCredential[] pairs = [new("a/b", "secret-of-a"), new("twice", "secret-1"), new("twice", "secret-2")];
        var error = await Assert.ThrowsAsync<ArgumentException>(() => LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = "unused", Port = 0, Credentials = pairs }, null, Cancel));
        Assert.Contains("'a/b'", error.Message, StringComparison.Ordinal);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", error.Message + string.Join(' ', pairs.AsEnumerable()), StringComparison.Ordinal);
    }

    private static string Presign(AmazonS3Client s3, string bucket, HttpVerb verb) => s3.GetPreSignedURL(new()
    {
        BucketName = bucket,
        Key = Key,
        Verb = verb,
        Protocol = Protocol.HTTP,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(30),
    });

    private static async Task AssertRefusedAsync(SignedCloud cloud, HttpMethod method, string url, string expected)
    {
        using var request = new HttpRequestMessage(method, url);
        using var response = await cloud.Http.SendAsync(request, Cancel);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(response.IsSuccessStatusCode);
    }
}
