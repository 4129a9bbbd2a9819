using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.S3;
using RetailBus.LocalCloud.Tests.Fuzz;

namespace RetailBus.LocalCloud.Tests.Hosting;

/// <summary>What a careless or hostile client could send, once for each service.</summary>
public sealed class BadInputTests
{
    private const string S3 = "s3";
    private const string SqsJson = "AmazonSQS.";
    private const string SqsQuery = "2012-11-05";
    private const string SnsQuery = "2010-03-31";
    private const string Firehose = "Firehose_20150804.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(S3, "501", "NotImplemented")]
    [InlineData(SqsJson, "400", "UnknownOperationException")]
    [InlineData(SqsQuery, "400", "InvalidAction")]
    [InlineData(SnsQuery, "400", "InvalidAction")]
    [InlineData(Firehose, "400", "UnknownOperationException")]
    public async Task An_unknown_action_is_named(string protocol, string status, string code)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        await AssertErrorAsync(cloud, Request(protocol, "TurnBackTime", ""), status, code, "TurnBackTime");
    }

    [Theory]
    [InlineData(S3)]
    [InlineData(SqsJson)]
    [InlineData(SqsQuery)]
    [InlineData(SnsQuery)]
    [InlineData(Firehose)]
    public async Task A_foreign_host_and_origin_are_refused_in_the_client_s_protocol(string protocol)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        foreach (var (header, value) in new[]
        {
            ("Host", "evil.example"), ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"),
        })
        {
            var request = Request(protocol, "CreateQueue", "");
            request.Headers.TryAddWithoutValidation(header, value);
            await AssertErrorAsync(cloud, request, "403", "AccessDenied", value);
        }
    }

    [Theory]
    [InlineData(S3, 4 * 1_048_576 + 1, "400", "MaxMessageLengthExceeded")]
    [InlineData(SqsJson, 16 * 1_048_576 + 1, "400", "InvalidParameterValueException")]
    [InlineData(SqsQuery, 16 * 1_048_576 + 1, "400", "MalformedQueryString")]
    [InlineData(SnsQuery, 4 * 1_048_576 + 1, "400", "MalformedQueryString")]
    [InlineData(Firehose, 8 * 1_048_576 + 1, "400", "InvalidArgumentException")]
    public async Task A_request_over_the_limit_is_refused(string protocol, int bytes, string status, string code)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        var request = protocol == S3
            ? new HttpRequestMessage(HttpMethod.Post, "/bucket?delete") { Content = new StringContent("") }
            : Request(protocol, protocol == Firehose ? "PutRecord" : "CreateQueue", "");
        var type = request.Content!.Headers.ContentType;
        request.Content = new ByteArrayContent(new byte[bytes]);
        request.Content.Headers.ContentType = type;
        await AssertErrorAsync(cloud, request, status, code, "");
    }

    [Theory]
    [InlineData(S3, "<a>", "MalformedXML")]
    [InlineData(SqsJson, "{\"a\":", "SerializationException")]
    [InlineData(Firehose, "{\"a\":", "SerializationException")]
    public async Task A_document_of_a_hundred_thousand_levels_is_refused(string protocol, string level, string code)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        var text = new StringBuilder().Insert(0, level, 100_000).ToString();
        var request = protocol == S3
            ? new HttpRequestMessage(HttpMethod.Post, "/bucket?delete") { Content = new StringContent(text) }
            : Request(protocol, protocol == SqsJson ? "CreateQueue" : "ListDeliveryStreams", text);
        await AssertErrorAsync(cloud, request, "400", code, "");
    }

    [Fact]
    public async Task A_document_s_entities_are_not_followed()
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/bucket?delete")
        {
            Content = new StringContent("<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<Delete><Object><Key>&e;</Key></Object></Delete>"),
        };
        await AssertErrorAsync(cloud, request, "400", "MalformedXML", "");
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=", "BadDigest")]
    [InlineData("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==", "BadDigest")]
    [InlineData("Content-MD5", "no base64", "InvalidDigest")]
    [InlineData("x-amz-content-sha256", "0000000000000000000000000000000000000000000000000000000000000000", "XAmzContentSHA256Mismatch")]
    public async Task A_document_with_a_wrong_checksum_does_nothing(string header, string value, string code)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        using var made = await cloud.Http.PutAsync("/bucket", null, Cancel);
        using var put = await cloud.Http.PutAsync("/bucket/k", new StringContent("kept"), Cancel);
        var request = new HttpRequestMessage(HttpMethod.Post, "/bucket?delete")
        {
            Content = new StringContent("<Delete><Object><Key>k</Key></Object></Delete>"),
        };
        if (!request.Headers.TryAddWithoutValidation(header, value))
            request.Content.Headers.TryAddWithoutValidation(header, value);
        await AssertErrorAsync(cloud, request, "400", code, "");
        Assert.Equal("kept", await cloud.Http.GetStringAsync("/bucket/k", Cancel));
    }

    [Theory]
    [InlineData("..%2f..%2fetc")]
    [InlineData("a%2f..%2f..%2fb")]
    [InlineData("%5c%5cserver%5cshare")]
    [InlineData("UPPER")]
    [InlineData("b%C3%BCcher")]
    [InlineData("name%0a")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_name_that_is_none_is_refused_by_every_service(string name)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        await AssertErrorAsync(cloud, new HttpRequestMessage(HttpMethod.Put, "/" + name), "400", "InvalidBucketName", "");
        var text = Uri.UnescapeDataString(name);
        if (text.All(letter => char.IsAsciiLetterOrDigit(letter)))
            return;
        var json = System.Text.Json.JsonSerializer.Serialize(text);
        await AssertErrorAsync(
            cloud, Request(SqsJson, "CreateQueue", $"{{\"QueueName\":{json}}}"), "400", "InvalidParameterValueException", "");
        await AssertErrorAsync(cloud, Request(SnsQuery, "CreateTopic", "&Name=" + name), "400", "InvalidParameter", "");
        var stream = $"{{\"DeliveryStreamName\":{json},\"S3DestinationConfiguration\":{{\"BucketARN\":\"arn:aws:s3:::bucket\"}}}}";
        await AssertErrorAsync(cloud, Request(Firehose, "CreateDeliveryStream", stream), "400", "ValidationException", "");
    }

    [Fact]
    public async Task Keys_that_look_alike_are_different_keys()
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        using var s3 = new AmazonS3Client(
            "test", "test", new AmazonS3Config { ServiceURL = cloud.Http.BaseAddress!.ToString(), ForcePathStyle = true });
        await s3.PutBucketAsync("bucket", Cancel);
        string[] keys = ["caf\u00e9", "cafe\u0301", "caf\u0435", "\u202ecaf", "\U0001F69A", "A", "a"];
        foreach (var key in keys)
            await s3.PutObjectAsync(new() { BucketName = "bucket", Key = key, ContentBody = key }, Cancel);
        var listed = await s3.ListObjectsV2Async(new() { BucketName = "bucket" }, Cancel);
        Assert.Equal(keys.Order(StringComparer.Ordinal), listed.S3Objects.Select(found => found.Key).Order(StringComparer.Ordinal));
        foreach (var key in keys)
        {
            using var found = await s3.GetObjectAsync("bucket", key, Cancel);
            using var reader = new StreamReader(found.ResponseStream);
            Assert.Equal(key, await reader.ReadToEndAsync(Cancel));
        }
    }

    private static HttpRequestMessage Request(string protocol, string action, string body)
    {
        if (protocol == S3)
            return new HttpRequestMessage(HttpMethod.Get, $"/bucket?{action}");
        var request = new HttpRequestMessage(HttpMethod.Post, "/");
        if (protocol.EndsWith('.'))
        {
            request.Content = new StringContent(body.Length == 0 ? "{}" : body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
            request.Headers.Add("X-Amz-Target", protocol + action);
            return request;
        }

        request.Content = new StringContent($"Action={action}&Version={protocol}{body}");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/{(protocol == SqsQuery ? "sqs" : "sns")}/aws4_request");
        return request;
    }

    private static async Task AssertErrorAsync(
        FuzzedCloud cloud, HttpRequestMessage request, string status, string code, string inMessage)
    {
        using (request)
        {
            using var response = await cloud.Http.SendAsync(request, Cancel);
            var body = await response.Content.ReadAsByteArrayAsync(Cancel);
            var text = WebUtility.HtmlDecode(Encoding.UTF8.GetString(body));
            Assert.True((int)response.StatusCode == int.Parse(status, null), text);
            Assert.Null(AwsShape.Fault(request, (int)response.StatusCode, body));
            Assert.Contains(code, text, StringComparison.Ordinal);
            Assert.Contains(inMessage, text, StringComparison.Ordinal);
        }

        await cloud.AssertUnharmedAsync();
    }
}
