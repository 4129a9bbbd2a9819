using System.Net;
using System.Net.Http.Json;
using Amazon.S3.Model;
using RetailBus.Ingest.Generating;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class GenerationTests(LandHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Generated_orders_come_through_the_delivery_stream_into_the_raw_zone_each_once()
    {
        var response = await host.Http.PostAsJsonAsync("/api/generate", new { orders = 1200, stores = 3, seed = 7 }, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var lines = await WaitForOrdersAsync(1200);
        Assert.Equal(lines.Count, lines.Distinct().Count());
        Assert.All(lines, line => Assert.Equal(7, line.Split(',').Length));
        Assert.NotEqual(Guid.Empty, (await response.Content.ReadFromJsonAsync<GenerateAccepted>(Cancelled))!.GenerationId);
        var landed = await LandedBatches.WaitAsync(message =>
            message.Object.Key.StartsWith("orders/", StringComparison.Ordinal)
            && message.Object.Key.Contains("retailbus-orders", StringComparison.Ordinal));
        Assert.All(landed, batch => Assert.Equal("orders", batch.Message.Dataset));
    }

    [Theory]
    [InlineData("""{"orders":0}""")]
    [InlineData("""{"orders":100000001}""")]
    [InlineData("""{"stores":0}""")]
    [InlineData("""{"rate":-1}""")]
    public async Task A_generation_out_of_range_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.PostAsync("/api/generate", content, Cancelled)).StatusCode);
    }

    private async Task<List<string>> WaitForOrdersAsync(int orders)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancelled))
        {
            var lines = await StreamedLinesAsync();
            if (lines.Select(line => line.Split(',')[0]).Distinct().Count() >= orders)
                return lines;
        }
    }

    private async Task<List<string>> StreamedLinesAsync()
    {
        var lines = new List<string>();
        var objects = await host.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = LandHost.Raw, Prefix = "orders/" }, Cancelled);
        foreach (var streamed in (objects.S3Objects ?? []).Where(o => o.Key.Contains("retailbus-orders", StringComparison.Ordinal)))
        {
            using var response = await host.S3.GetObjectAsync(LandHost.Raw, streamed.Key, Cancelled);
            using var reader = new StreamReader(response.ResponseStream);
            lines.AddRange((await reader.ReadToEndAsync(Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return lines;
    }
}
