using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

/// <summary>Bodies as clients frame them, written by hand.</summary>
public sealed class FramingTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private const string Signature = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string SignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string Unsigned = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SignedTrailer, "3;chunk-signature=S\r\nhel\r\n2;chunk-signature=S\r\nlo\r\n0;chunk-signature=S\r\n"
        + "x-amz-checksum-crc32:NhCmhg==\r\nx-amz-trailer-signature:S\r\n\r\n", "crc32")]
    [InlineData(Signed, "5;chunk-signature=S\r\nhello\r\n0;chunk-signature=S\r\n\r\n", null)]
    [InlineData(Unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "crc32")]
    [InlineData(Unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:mnG7TA==\r\n\r\n", "crc32c")]
    [InlineData(Unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc64nvme:M3eFcAZSQlc=\r\n\r\n", "crc64nvme")]
    [InlineData(Unsigned, "1\r\nh\r\n4\r\nello\r\n0\r\n"
        + "x-amz-checksum-sha256:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=\r\n\r\n", "sha256")]
    public async Task A_chunked_body_is_stored_without_its_framing(string kind, string body, string? checksum)
    {
        foreach (var transferChunked in new[] { false, true })
        {
            var bucket = await cloud.NewBucketAsync();
            using var stored = await PutChunkedAsync(bucket, kind, body, checksum, transferChunked);
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
            using var found = await cloud.Http.GetAsync($"/{bucket}/k", Cancelled);
            Assert.Equal("hello", await found.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal(["gzip"], found.Content.Headers.ContentEncoding);
        }
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest")]
    [InlineData("5\r\nhello\r\n", "IncompleteBody")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError")]
    [InlineData("9\r\nhello", "IncompleteBody")]
    [InlineData("4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "IncompleteBody")]
    [InlineData("zz\r\nhello\r\n0\r\n\r\n", "InvalidRequest")]
    [InlineData("4\r\nhello\r\n0\r\n\r\n", "InvalidRequest")]
    [InlineData("-1\r\nhello\r\n0\r\n\r\n", "InvalidRequest")]
    [InlineData("5\r\nhello\r\n0\r\nno colon\r\n\r\n", "MalformedTrailerError")]
    public async Task A_broken_chunked_body_is_refused_and_leaves_nothing(string body, string code)
    {
        var bucket = await cloud.NewBucketAsync();
        using var refused = await PutChunkedAsync(bucket, Unsigned, body, "crc32", transferChunked: false);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var found = await cloud.Http.GetAsync($"/{bucket}/k", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
    }

    [Theory]
    [InlineData("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==", "1B2M2Y8AsgTpgAmY7PhCfg==")]
    [InlineData("x-amz-checksum-crc32", "NhCmhg==", "AAAAAA==")]
    [InlineData("x-amz-checksum-crc32c", "mnG7TA==", "AAAAAA==")]
    [InlineData("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("x-amz-content-sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", Signature)]
    public async Task A_plain_body_is_checked_against_what_is_claimed_about_it(string header, string right, string wrong)
    {
        var bucket = await cloud.NewBucketAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await PutPlainAsync(bucket, header, wrong));
        Assert.Equal(HttpStatusCode.OK, await PutPlainAsync(bucket, header, right));
    }

    private async Task<HttpStatusCode> PutPlainAsync(string bucket, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k") { Content = new ByteArrayContent("hello"u8.ToArray()) };
        if (header == "Content-MD5")
            request.Content.Headers.ContentMD5 = Convert.FromBase64String(value);
        else
            request.Headers.Add(header, value);
        using var response = await cloud.Http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> PutChunkedAsync(string bucket, string kind, string body, string? checksum, bool transferChunked)
    {
        var bytes = Encoding.ASCII.GetBytes(body.Replace("=S\r", $"={Signature}\r", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k") { Content = new StreamContent(new MemoryStream(bytes)) };
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Content.Headers.ContentEncoding.Add("aws-chunked");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("x-amz-content-sha256", kind);
        request.Headers.Add("x-amz-decoded-content-length", 5.ToString(CultureInfo.InvariantCulture));
        if (checksum is not null)
            request.Headers.Add("x-amz-trailer", $"x-amz-checksum-{checksum}");
        if (transferChunked)
            request.Headers.TransferEncodingChunked = true;
        return await cloud.Http.SendAsync(request, Cancelled);
    }
}
