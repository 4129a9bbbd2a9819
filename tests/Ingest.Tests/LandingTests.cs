using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using Microsoft.AspNetCore.Mvc;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class LandingTests(LandHost host)
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("orders/plain.csv")]
    [InlineData("orders/2026/03/with blanks + plus %20 and ü.csv")]
    public async Task An_object_that_any_client_puts_is_announced_with_its_version(string key)
    {
        var put = await PutAsync(key, "a,b\n");

        var landed = Assert.Single(await LandedBatches.WaitAsync(m => m.Object.Key == key)).Message;

        Assert.Equal(("orders", "notification"), (landed.Dataset, landed.Announcement));
        Assert.Equal((LandHost.Raw, put.VersionId, put.ETag.Trim('"'), 4L), (landed.Object.Bucket, landed.Object.VersionId, landed.Object.ETag, landed.Object.Size));
        Assert.Equal(BatchIds.For(landed.Object), landed.BatchId);
        Assert.Matches("^[0-9A-F]{32}$", landed.Object.Sequencer);
        var head = await host.S3.GetObjectMetadataAsync(LandHost.Raw, key, Cancelled);
        Assert.Equal(head.LastModified!.Value.ToUniversalTime(), landed.Object.LandedAt.UtcDateTime);
    }

    [Fact]
    public async Task Each_version_of_a_key_is_a_batch_of_its_own_and_later_ones_sort_later()
    {
        const string Key = "orders/versions.csv";
        for (var version = 0; version < 3; version++)
            await PutAsync(Key, "same content");

        var landed = (await LandedBatches.WaitAsync(m => m.Object.Key == Key, 3)).Select(l => l.Message).ToList();

        Assert.Equal(3, landed.Select(m => m.BatchId).Distinct().Count());
        Assert.Equal(3, landed.Select(m => m.Object.Sequencer).Distinct().Count());
    }

    [Fact]
    public async Task The_batchs_trace_is_that_of_who_landed_the_object()
    {
        await PutAsync("orders/traced.csv", "x", Trace);
        await PutAsync("orders/foreign.csv", "x");

        var traced = Assert.Single(await LandedBatches.WaitAsync(m => m.Object.Key == "orders/traced.csv"));
        var foreign = Assert.Single(await LandedBatches.WaitAsync(m => m.Object.Key == "orders/foreign.csv"));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", traced.Trace.ToString());
        Assert.NotNull(foreign.Trace);
        Assert.NotEqual(traced.Trace, foreign.Trace);
    }

    [Fact]
    public async Task An_event_inside_an_SNS_notification_is_understood()
    {
        var put = await PutAsync("orders/sns.csv", "x");
        var original = Assert.Single(await LandedBatches.WaitAsync(m => m.Object.Key == "orders/sns.csv")).Message;
        var records = Event("ObjectCreated:Put", LandHost.Raw, "orders%2Fsns.csv", put.ETag.Trim('"'), put.VersionId, "5a");

        await SendAsync($$"""{"Type":"Notification","Message":{{JsonSerializer.Serialize(records)}},"Subject":"Amazon S3 Notification"}""");

        var again = (await LandedBatches.WaitAsync(m => m.Object.Key == "orders/sns.csv", 2))[1].Message;
        Assert.Equal(original.BatchId, again.BatchId);
        Assert.Equal("0000000000000000000000000000005A", again.Object.Sequencer);
    }

    [Fact]
    public async Task What_is_no_landing_is_left_out_and_what_is_no_event_is_set_aside()
    {
        await SendAsync("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"retailbus-raw"}""");
        await SendAsync(Event("ObjectRemoved:Delete", LandHost.Raw, "orders/none.csv"));
        await SendAsync(Event("ObjectCreated:Put", "another-bucket", "orders/none.csv"));
        await SendAsync(Event("ObjectCreated:Put", LandHost.Raw, "orders/none.csv"));
        await SendAsync("""{"hello":"world"}""");

        var aside = await ReceiveAsync($"{QueueNames.Land}_error");

        Assert.Equal("""{"hello":"world"}""", aside.Body);
        Assert.DoesNotContain(LandedBatches.All, landed => landed.Message.Object.Key == "orders/none.csv");
    }

    [Fact]
    public async Task An_object_is_announced_again_by_hand_as_the_same_batch()
    {
        const string Key = "orders/again.csv";
        await PutAsync(Key, "x");
        var first = Assert.Single(await LandedBatches.WaitAsync(m => m.Object.Key == Key)).Message;

        var response = await host.Http.PostAsJsonAsync("/api/publish", new { bucket = LandHost.Raw, key = Key }, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(first.BatchId, (await response.Content.ReadFromJsonAsync<OrderBatchLanded>(Cancelled))!.BatchId);
        Assert.Equal("publish", (await LandedBatches.WaitAsync(m => m.Object.Key == Key, 2))[1].Message.Announcement);
    }

    [Theory]
    [InlineData("secrets", "orders/a.csv", HttpStatusCode.BadRequest)]
    [InlineData(LandHost.Raw, "orders/is-not-there.csv", HttpStatusCode.NotFound)]
    [InlineData(LandHost.Raw, "", HttpStatusCode.BadRequest)]
    public async Task Only_objects_of_the_raw_zone_are_published(string bucket, string key, HttpStatusCode status)
    {
        var response = await host.Http.PostAsJsonAsync("/api/publish", new { bucket, key }, Cancelled);

        Assert.Equal(status, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail!);
    }

    private Task<PutObjectResponse> PutAsync(string key, string content, string? trace = null)
    {
        var request = new PutObjectRequest { BucketName = LandHost.Raw, Key = key, ContentBody = content };
        if (trace is not null)
            request.Metadata.Add(ObjectMetadata.TraceParent, trace);
        return host.S3.PutObjectAsync(request, Cancelled);
    }

    private static string Event(string name, string bucket, string key, string eTag = "x", string? versionId = null, string? sequencer = null) =>
        JsonSerializer.Serialize(new
        {
            Records = new[] { new { eventName = name, s3 = new { bucket = new { name = bucket }, @object = new { key, size = 1, eTag, versionId, sequencer } } } },
        });

    private async Task SendAsync(string body) =>
        await host.Sqs.SendMessageAsync((await host.Sqs.GetQueueUrlAsync(QueueNames.Land, Cancelled)).QueueUrl, body, Cancelled);

    private async Task<Message> ReceiveAsync(string queue)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled))
        {
            try
            {
                var url = (await host.Sqs.GetQueueUrlAsync(queue, Cancelled)).QueueUrl;
                var received = await host.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { WaitTimeSeconds = 1 }, Cancelled);
                if (received.Messages is [var message, ..])
                    return message;
            }
            catch (QueueDoesNotExistException)
            {
                // The error queue is made with its first message.
                continue;
            }
        }
    }
}
