using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3.Model;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Ingest.Resubmitting;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests.Resubmitting;

[Collection(LandCollection.Name)]
public sealed class ResubmitTests(LandHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resubmissions_of_one_batch_and_of_its_resubmissions_have_a_slot_and_a_number_each()
    {
        var root = await TransformedAsync();
        var first = await Task.WhenAll(Enumerable.Range(0, 5).Select(place => ResubmitAsync(root.BatchId, $"order_id\n{place}\n")));
        Assert.Equal([1, 2, 3, 4, 5], first.Select(landed => landed.Number).Order());
        Assert.Equal(5, first.Select(landed => landed.BatchId).Distinct().Count());

        var again = await ResubmitAsync(root.BatchId, "order_id\n3\n");
        Assert.Equal((true, first[3].BatchId, first[3].Key), (again.IsRepeat, again.BatchId, again.Key));

        var resubmission = new Resubmission
        {
            ParentBatchId = root.BatchId,
            RootBatchId = root.BatchId,
            RootAttempt = 2,
            Number = first[3].Number,
            Actor = "ana",
            Reason = "prices",
        };
        var child = await TransformedAsync(resubmission);
        var below = await ResubmitAsync(child.BatchId, "order_id\n3\n");
        Assert.Equal((6, false, $"orders/resubmitted/{root.BatchId:D}/6.csv"), (below.Number, below.IsRepeat, below.Key));
        var head = await host.S3.GetObjectMetadataAsync(LandHost.Raw, below.Key, Cancelled);
        Assert.Equal(
            ($"{child.BatchId:D}", $"{root.BatchId:D}", "2", "Zo%C3%AB"),
            (head.Metadata["parent"], head.Metadata["root"], head.Metadata["root-attempt"], head.Metadata["actor"]));
    }

    [Fact]
    public async Task What_can_not_be_resubmitted_is_refused_with_the_reason()
    {
        var whole = await TransformedAsync(quarantined: 0);
        var bad = await TransformedAsync();

        await RefusedAsync(Guid.NewGuid(), "x", "why", HttpStatusCode.NotFound, "GET /api/quarantine");
        await RefusedAsync(whole.BatchId, "x", "why", HttpStatusCode.Conflict, "has no quarantined rows");
        await RefusedAsync(bad.BatchId, "", "why", HttpStatusCode.BadRequest, "The body is empty");
        await RefusedAsync(bad.BatchId, "x", "", HttpStatusCode.BadRequest, "Say why");
        await RefusedAsync(bad.BatchId, "x", new string('ж', 400), HttpStatusCode.BadRequest, "too long");
        await RefusedAsync(bad.BatchId, new string('x', 9 << 20), "why", HttpStatusCode.RequestEntityTooLarge, "Split the file");
    }

    /// <summary>As TRANSFORM leaves a batch.</summary>
    private async Task<BatchManifest> TransformedAsync(Resubmission? resubmission = null, long quarantined = 1)
    {
        var batch = Guid.NewGuid();
        var now = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        var manifest = new BatchManifest
        {
            BatchId = batch,
            Attempt = 2,
            ExecutionId = batch,
            Dataset = "orders",
            ContractVersion = "1.0.0",
            OnReland = "merge",
            Source = new LandedObject
            {
                Bucket = LandHost.Raw,
                Key = "orders/a.csv",
                ETag = "e",
                Size = 1,
                LandedAt = now,
                Resubmission = resubmission,
            },
            Fingerprint = "f",
            Rows = new TransformCounts { Records = 2, Headers = 1, Accepted = 1 - quarantined, Quarantined = quarantined, Duplicates = 0 },
            Files = [],
            Quarantine = [],
            StartedAt = now,
            CompletedAt = now,
        };
        await host.S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "retailbus-processed",
                Key = ZoneKeys.Manifest("orders", batch, 2),
                ContentBody = JsonSerializer.Serialize(manifest, BatchManifest.Json),
            },
            Cancelled);
        return manifest;
    }

    private async Task<ResubmittedObject> ResubmitAsync(Guid batch, string rows)
    {
        using var response = await host.Http.PostAsync(Address(batch, "by hand"), new StringContent(rows), Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ResubmittedObject>(Cancelled))!;
    }

    private async Task RefusedAsync(Guid batch, string rows, string reason, HttpStatusCode status, string expected)
    {
        using var response = await host.Http.PostAsync(Address(batch, reason), new StringContent(rows), Cancelled);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private static Uri Address(Guid batch, string reason) =>
        new($"/api/quarantine/{batch:D}/resubmit?actor=Zo%C3%AB&reason={Uri.EscapeDataString(reason)}", UriKind.Relative);
}
