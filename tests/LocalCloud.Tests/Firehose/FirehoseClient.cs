using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailBus.LocalCloud.Tests.Firehose;

/// <summary>Firehose's JSON protocol over a plain HTTP client.</summary>
internal static class FirehoseClient
{
    public static async Task<(int Status, JsonElement Answer)> CallAsync(this HttpClient http, string operation, JsonObject request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(request.ToJsonString(), Encoding.UTF8),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        message.Headers.Add("X-Amz-Target", $"Firehose_20150804.{operation}");
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/firehose/aws4_request, SignedHeaders=host, Signature=00");
        using var response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return ((int)response.StatusCode, answer.RootElement.Clone());
    }

    public static async Task CreateStreamAsync(
        this HttpClient http, string stream, string bucket, int interval, string prefix = "", string compression = "UNCOMPRESSED")
    {
        var (status, answer) = await http.CallAsync("CreateDeliveryStream", new JsonObject
        {
            ["DeliveryStreamName"] = stream,
            ["ExtendedS3DestinationConfiguration"] = new JsonObject
            {
                ["BucketARN"] = $"arn:aws:s3:::{bucket}",
                ["RoleARN"] = "arn:aws:iam::000000000000:role/firehose",
                ["Prefix"] = prefix,
                ["CompressionFormat"] = compression,
                ["BufferingHints"] = new JsonObject { ["SizeInMBs"] = 1, ["IntervalInSeconds"] = interval },
            },
        });
        Assert.True(status == 200, answer.ToString());
    }

    public static Task<(int Status, JsonElement Answer)> PutBatchAsync(this HttpClient http, string stream, params string[] records) =>
        http.CallAsync("PutRecordBatch", new JsonObject
        {
            ["DeliveryStreamName"] = stream,
            ["Records"] = new JsonArray([.. records.Select(record => (JsonNode)Record(record))]),
        });

    public static JsonObject Record(string data) => new() { ["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(data)) };
}
