using System.Text;
using Amazon.S3.Model;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>Erasures that meet one another, and landings in the slot that they are at.</summary>
public sealed class ErasureConcurrencyTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_pointers_made_from_one_the_second_is_refused()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await host.LandAsync("orders", "pointer.csv", Header + Row("17"));
        var store = host.Services.GetRequiredService<ErasureStore>();
        var form = new FormPointer { Original = landed.Object, Cleaned = landed.Object, Removals = [] };

        Assert.True(await store.TrySaveFormAsync(landed.BatchId, form, etag: null, Cancelled));
        Assert.False(await store.TrySaveFormAsync(landed.BatchId, form, etag: null, Cancelled));

        var known = await store.ReadFormAsync(landed.BatchId, Cancelled);
        var other = form with { Cleaned = landed.Object with { ETag = "other" } };
        Assert.True(await store.TrySaveFormAsync(landed.BatchId, other, known.ETag, Cancelled));
        Assert.False(await store.TrySaveFormAsync(landed.BatchId, form, known.ETag, Cancelled));
    }

    [Fact]
    public async Task Erasures_of_one_batch_at_once_leave_no_row_of_any()
    {
        await using var host = await TransformHost.StartAsync(s3);
        string[] erased = ["171", "172", "173"];
        var text = Header + string.Concat(erased.Select(order => Row(order) + Bad(order))) + Row("18");
        var landed = await host.LandAsync("orders", "contended.csv", text);
        await host.LandAsync("orders", "contended.csv", Header + Row("19"));
        await host.Services.GetRequiredService<BatchTransform>().RunAsync(landed, Cancelled);

        await Task.WhenAll(erased.Select(order => EraseAsync(host, $"order_id={order}")));

        foreach (var order in erased)
            Assert.Empty(await HoldingAsync(host, order));
        var pointer = await host.Services.GetRequiredService<ErasureStore>().FindFormAsync(landed.BatchId, Cancelled);
        Assert.Equal(Header + Row("18"), await TextAsync(pointer!.Cleaned));
        Assert.Equal(Header + Row("19"), Assert.Single(await TextsAsync(host.Raw)));
        var manifest = await host.Services.GetRequiredService<ManifestStore>().FindAsync("orders", landed.BatchId, 1, Cancelled);
        Assert.Equal((1, 0), (manifest!.Manifest.Files.Sum(file => file.Rows), manifest.Manifest.Quarantine.Sum(file => file.Rows)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_that_another_erasure_is_about_to_name_does_not_go_behind_its_back(bool isInPlace)
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await host.LandAsync("orders", "named.csv", Header + Row("171") + Row("172") + Row("173") + Row("18"));
        if (!isInPlace)
            await LandNewerAsync();
        await EraseAsync(host, "order_id=171");
        var named = (await host.Services.GetRequiredService<ErasureStore>().FindFormAsync(landed.BatchId, Cancelled))!.Cleaned;
        using var overtaken = new OvertakenS3(s3.Url, MeanwhileAsync, host.Processed);
        var store = ActivatorUtilities.CreateInstance<ErasureStore>(host.Services, overtaken);
        var raw = ActivatorUtilities.CreateInstance<RawErasure>(host.Services, overtaken, store);

        await raw.EraseAsync(await WorkAsync(host, "order_id=172"), new RawVersion(named, isInPlace), Cancelled);
        Assert.Equal(Header + Row("172") + Row("173") + Row("18"), await TextAsync((await store.FindFormAsync(landed.BatchId, Cancelled))!.Cleaned));

        await EraseAsync(host, "order_id=172");
        await EraseAsync(host, "order_id=173");
        Assert.Equal(Header + Row("18"), await TextAsync((await store.FindFormAsync(landed.BatchId, Cancelled))!.Cleaned));
        Assert.Equal(Header + Row("19"), Assert.Single(await TextsAsync(host.Raw)));

        Task LandNewerAsync() => host.LandAsync("orders", "named.csv", Header + Row("19"));

        // Of another erasure's pass, the turn of what was just made.
        async Task MeanwhileAsync()
        {
            if (isInPlace)
                await LandNewerAsync();
            var versions = host.Services.GetRequiredService<RawVersions>().ListAsync("orders", Cancelled).Where(version => !version.IsNewest);
            var made = await versions.SingleAsync(version => (version.Object.Key, version.Object.VersionId) != (named.Key, named.VersionId), Cancelled);
            await host.Services.GetRequiredService<RawErasure>().EraseAsync(await WorkAsync(host, "order_id=173"), made, Cancelled);
        }
    }

    [Fact]
    public async Task What_another_erasure_has_cleaned_is_not_made_anything_of_again()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await host.LandAsync("orders", "left.csv", Header + Row("17") + Row("18") + Row("19"));
        await host.LandAsync("orders", "left.csv", Header + Row("20"));
        var form = ErasureStore.FormsFolder("orders") + "cleaned-of-18";
        var put = await PutFormAsync(host, form, landed.Object, Header + Row("17") + Row("19"));
        var store = host.Services.GetRequiredService<ErasureStore>();
        var pointer = new FormPointer
        {
            Original = landed.Object,
            Cleaned = landed.Object with { Bucket = host.Processed, Key = form, VersionId = null, ETag = put },
            Removals = [],
        };
        Assert.True(await store.TrySaveFormAsync(landed.BatchId, pointer, etag: null, Cancelled));

        await EraseAsync(host, "order_id=17");

        Assert.Empty(await HoldingAsync(host, "17"));
        Assert.Empty(await HoldingAsync(host, "18"));
        Assert.Single(await HoldingAsync(host, "19"));
    }

    [Fact]
    public async Task A_landing_that_nobody_has_heard_of_is_announced_before_its_version_goes_and_the_slots_newer_content_stays()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await host.LandAsync("orders", "slot.csv", Header + Row("17") + Row("18"));
        var newer = await host.LandAsync("orders", "slot.csv", Header + Row("19"));

        await EraseAsync(host, "order_id=17");

        Assert.True(await host.Bus.Published.Any<OrderBatchLanded>(
            published => published.Context.Message.BatchId == landed.BatchId
                && published.Context.Message.Object.VersionId == landed.Object.VersionId,
            Cancelled));
        using var head = await s3.Client.GetObjectAsync(host.Raw, newer.Object.Key, Cancelled);
        Assert.Equal(newer.Object.VersionId, head.VersionId);
    }

    [Fact]
    public async Task Without_versions_what_lands_during_an_erasure_stays_and_nothing_else_is_lost()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var suspended = new S3BucketVersioningConfig { Status = Amazon.S3.VersionStatus.Suspended };
        await s3.Client.PutBucketVersioningAsync(
            new PutBucketVersioningRequest { BucketName = host.Raw, VersioningConfig = suspended }, Cancelled);
        var landed = (await host.LandAsync("orders", "unversioned.csv", Header + Row("17") + Row("18"))).Object with { VersionId = null };
        using var overtaken = new OvertakenS3(s3.Url, () => host.LandAsync("orders", "unversioned.csv", Header + Row("19")));
        var raw = ActivatorUtilities.CreateInstance<RawErasure>(host.Services, overtaken);

        await raw.EraseAsync(await WorkAsync(host, "order_id=17"), new RawVersion(landed, IsNewest: true), Cancelled);

        Assert.Equal(Header + Row("19"), Assert.Single(await TextsAsync(host.Raw)));
        Assert.Contains(Header + Row("18"), await TextsAsync(host.Processed));
        Assert.True(await host.Bus.Published.Any<OrderBatchLanded>(
            published => published.Context.Message.Object.ETag == landed.ETag, Cancelled));
    }

    private static string Row(string order) => $"{order},S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n";

    private static string Bad(string order) => $"{order},S1,Pear,one,1.00,1.00,2026-03-14T09:30:00Z\n";

    /// <summary>Passes until one finds nothing, as the consumer has them.</summary>
    private static async Task EraseAsync(TransformHost host, string text)
    {
        var work = await WorkAsync(host, text);
        for (var isDone = false; !isDone;)
        {
            await host.Services.GetRequiredService<ErasurePass>().RunAsync(work, Cancelled);
            isDone = work.Record.FoundInPass == 0;
            work = new ErasureWork(work.Command, work.Key, work.Written, work.Contract, work.Record with { FoundInPass = 0 });
        }
    }

    private static async Task<ErasureWork> WorkAsync(TransformHost host, string text)
    {
        var contract = host.Services.GetRequiredService<ContractCatalog>().Get("orders");
        var key = ErasureKey.Parse(text, contract);
        var command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = text, Actor = "ana", Reason = "asked to" };
        var store = host.Services.GetRequiredService<ErasureStore>();
        return new ErasureWork(
            command, key, key, contract, await ErasureRecords.NewAsync(command, key, store, TimeProvider.System, Cancelled));
    }

    private async Task<string> PutFormAsync(TransformHost host, string key, LandedObject original, string text)
    {
        var request = new PutObjectRequest { BucketName = host.Processed, Key = key, ContentBody = text };
        request.Metadata[ErasedForm.Metadata] = ErasedForm.Describe(original);
        return (await s3.Client.PutObjectAsync(request, Cancelled)).ETag.Trim('"');
    }

    /// <summary>Texts of all versions in which an order's row stands; a manifest may hold its digits in a size.</summary>
    private async Task<List<string>> HoldingAsync(TransformHost host, string order)
    {
        var texts = new List<string>();
        foreach (var bucket in new[] { host.Raw, host.Processed, host.Quarantine })
            texts.AddRange(await TextsAsync(bucket));
        return texts.FindAll(text => text.Contains($"{order},S1,", StringComparison.Ordinal));
    }

    private async Task<string> TextAsync(LandedObject form)
    {
        using var response = await s3.Client.GetObjectAsync(form.Bucket, form.Key, form.VersionId, Cancelled);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Cancelled);
    }

    private async Task<List<string>> TextsAsync(string bucket)
    {
        var texts = new List<string>();
        var listed = await s3.Client.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Cancelled);
        foreach (var version in (listed.Versions ?? []).Where(version => version.IsDeleteMarker != true))
        {
            using var response = await s3.Client.GetObjectAsync(bucket, version.Key, version.VersionId, Cancelled);
            using var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content, Cancelled);
            texts.Add(Encoding.UTF8.GetString(content.ToArray()));
        }

        return texts;
    }
}
