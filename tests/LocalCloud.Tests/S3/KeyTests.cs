using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.S3;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class KeyTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("%2e%2e/%2e%2e/b")]
    [InlineData("./a//b/")]
    [InlineData("C%3A%5Cwindows")]
    [InlineData("%01%7F%F0%9F%9A%9A")]
    public async Task A_hostile_key_is_only_a_name(string rawKey)
    {
        var bucket = await cloud.NewBucketAsync();
        var parent = Directory.GetParent(cloud.DataDirectory)!.FullName;
        var around = Directory.EnumerateFileSystemEntries(parent)
            .Where(name => !name.Contains("local-cloud-", StringComparison.Ordinal)).ToHashSet();
        Assert.StartsWith("HTTP/1.1 200", await SendRawAsync($"PUT /{bucket}/{rawKey} HTTP/1.1", "hello"), StringComparison.Ordinal);
        Assert.EndsWith("hello", await SendRawAsync($"GET /{bucket}/{rawKey} HTTP/1.1", ""), StringComparison.Ordinal);

        var listed = await cloud.S3.ListObjectsV2Async(new() { BucketName = bucket, Prefix = "" }, Cancelled);
        Assert.Equal(Uri.UnescapeDataString(rawKey), Assert.Single(listed.S3Objects).Key);
        Assert.Equal(around.Contains(Path.Combine(parent, "b")), File.Exists(Path.Combine(parent, "b")));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(cloud.DataDirectory, "s3", "blobs"), "*", SearchOption.AllDirectories),
            file => Assert.Matches("^[0-9a-f]+[.]blob$", Path.GetFileName(file)));
        Assert.NotEmpty(around);
    }

    [Fact]
    public async Task A_key_of_1024_bytes_fits_and_a_longer_one_is_refused()
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = new string('ü', 512), ContentBody = "x" }, Cancelled);
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = new string('ü', 513), ContentBody = "x" }, Cancelled));
        Assert.Equal((HttpStatusCode.BadRequest, "KeyTooLongError"), (error.StatusCode, error.ErrorCode));
    }

    [Theory]
    [InlineData("%zz")]
    [InlineData("%ff%fe")]
    [InlineData("a%00b")]
    public async Task A_key_that_is_no_text_is_refused(string rawKey)
    {
        var bucket = await cloud.NewBucketAsync();
        Assert.StartsWith("HTTP/1.1 400", await SendRawAsync($"PUT /{bucket}/{rawKey} HTTP/1.1", "hello"), StringComparison.Ordinal);
        Assert.Contains("\"s3\"", await cloud.Http.GetStringAsync("/health", Cancelled), StringComparison.Ordinal);
    }

    /// <summary>Sends a request line as it is: every HTTP client tidies paths.</summary>
    private async Task<string> SendRawAsync(string requestLine, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, cloud.Url.Port, Cancelled);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"{requestLine}\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            Cancelled);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
