using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>Passes that were broken off, whose answers were lost, or that are made twice at once: what is not of the key stays.</summary>
public sealed class ErasureRetryTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Manifests = "/manifest-";
    private const string Gone = "17,S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n17,S1,Pear,one,1.00,1.00,2026-03-14T09:30:00Z\n";
    private const string Kept = "18,S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n18,S1,Pear,one,1.00,1.00,2026-03-14T09:30:00Z\n";
    private const string Newer = "19,S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Manifests)]
    [InlineData(ErasureFolders.Forms)]
    public async Task A_pass_that_was_broken_off_begins_again_and_loses_nothing(string key)
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        using var broken = new OncePutS3(s3.Url, key, _ => throw new IOException("the power went"));
        var work = await WorkAsync(host);

        await Assert.ThrowsAsync<IOException>(() => Pass(host, broken).RunAsync(work, Cancelled));
        await EraseAsync(host, s3.Client, work);

        await AssertErasedAsync(host, landed);
    }

    [Theory]
    [InlineData(Manifests)]
    [InlineData(ErasureFolders.Forms)]
    public async Task A_change_whose_answer_was_lost_stands(string key)
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        using var deaf = new OncePutS3(s3.Url, key, OncePutS3.LoseAnswerAsync);

        await EraseAsync(host, deaf, await WorkAsync(host));

        await AssertErasedAsync(host, landed);
    }

    [Theory]
    [InlineData(Manifests)]
    [InlineData(ErasureFolders.Forms)]
    public async Task Two_executions_of_one_erasure_at_once_lose_nothing(string key)
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        var work = await WorkAsync(host);
        var second = new ErasureWork(work.Command, work.Key, work.Written, work.Contract, work.Record);
        using var slow = new OncePutS3(s3.Url, key, async send =>
        {
            await Pass(host, s3.Client).RunAsync(second, Cancelled);
            return await send();
        });

        await EraseAsync(host, slow, work);

        await AssertErasedAsync(host, landed);
    }

    [Fact]
    public async Task A_form_left_aside_is_not_deleted_while_another_execution_comes_to_name_it()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        var store = host.Services.GetRequiredService<ErasureStore>();
        var work = await WorkAsync(host);
        await Pass(host, s3.Client).RunAsync(work, Cancelled);
        var (form, etag) = await store.ReadFormAsync(landed.BatchId, Cancelled);
        var left = form!.Cleaned.Key + "-left";
        var copied = await s3.Client.CopyObjectAsync(host.Processed, form.Cleaned.Key, host.Processed, left, Cancelled);
        var named = form with { Cleaned = form.Cleaned with { Key = left, ETag = copied.ETag.Trim('"') } };
        using var slow = new OncePutS3(s3.Url, ErasureFolders.Forms, async send =>
        {
            Assert.True(await store.TrySaveFormAsync(landed.BatchId, named, etag, Cancelled));
            return await send();
        });

        await EraseAsync(host, slow, work);

        await AssertErasedAsync(host, landed);
        Assert.Equal(left, (await store.FindFormAsync(landed.BatchId, Cancelled))!.Cleaned.Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_whose_erased_form_is_missing_is_not_deleted_for_nothing(bool isOwn)
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        var work = await WorkAsync(host);
        var store = host.Services.GetRequiredService<ErasureStore>();
        var shape = new FileShape((byte)',', (byte)'\n', 7, [0]);
        var missing = ErasureStore.FormsFolder("orders") + "missing";
        var pointer = new FormPointer
        {
            Original = landed.Object,
            Cleaned = landed.Object with { Bucket = host.Processed, Key = missing, VersionId = null },
            Removals = [new FormPointer.Removal(isOwn ? work.Command.ErasureId : Guid.NewGuid(), shape)],
        };
        Assert.True(await store.TrySaveFormAsync(landed.BatchId, pointer, etag: null, Cancelled));

        await EraseAsync(host, s3.Client, work);

        if (isOwn)
            await AssertErasedAsync(host, landed);
        else
            Assert.Equal(Header + Gone + Kept, await TextAsync(landed.Object.Bucket, landed.Object.Key, landed.Object.VersionId));
    }

    [Fact]
    public async Task A_missing_file_that_a_manifest_names_is_told_and_holds_up_no_erasure()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        var manifest = await ManifestAsync(host, landed);
        var (file, quarantined) = (Assert.Single(manifest.Files), Assert.Single(manifest.Quarantine));
        await s3.Client.DeleteObjectAsync(file.Bucket, file.Key, Cancelled);

        var record = await EraseAsync(host, s3.Client, await WorkAsync(host));

        Assert.Equal([file.Key], record.Unreadable);
        Assert.DoesNotContain(quarantined.Key, await host.KeysAsync(host.Quarantine));
        Assert.Equal(Header + Kept, await FormAsync(host, landed));
    }

    [Fact]
    public async Task A_file_that_a_manifest_names_still_is_not_deleted_by_the_record()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var landed = await LandedAsync(host);
        using var broken = new OncePutS3(s3.Url, Manifests, _ => throw new IOException("the power went"));
        var work = await WorkAsync(host);
        await Assert.ThrowsAsync<IOException>(() => Pass(host, broken).RunAsync(work, Cancelled));
        await s3.Client.DeleteObjectAsync(landed.Object.Bucket, landed.Object.Key, landed.Object.VersionId, Cancelled);

        var record = await EraseAsync(host, s3.Client, work);

        var file = Assert.Single((await ManifestAsync(host, landed)).Files).Key;
        Assert.Contains(file, await host.KeysAsync(host.Processed));
        Assert.Contains(file, record.Unreadable);
    }

    /// <summary>A transformed batch whose slot has newer content, so that its erased form goes aside.</summary>
    private static async Task<TransformBatch> LandedAsync(TransformHost host)
    {
        var landed = await host.LandAsync("orders", "again.csv", Header + Gone + Kept);
        await host.LandAsync("orders", "again.csv", Header + Newer);
        await host.Services.GetRequiredService<BatchTransform>().RunAsync(landed, Cancelled);
        return landed;
    }

    private static ErasurePass Pass(TransformHost host, IAmazonS3 client)
    {
        var store = ActivatorUtilities.CreateInstance<ErasureStore>(host.Services, client);
        var outputs = ActivatorUtilities.CreateInstance<OutputErasure>(host.Services, client, store);
        var raw = ActivatorUtilities.CreateInstance<RawErasure>(host.Services, client, store, outputs);
        return ActivatorUtilities.CreateInstance<ErasurePass>(host.Services, raw, outputs, store);
    }

    /// <summary>Passes until one finds nothing, as the consumer has them.</summary>
    private static async Task<ErasureRecord> EraseAsync(TransformHost host, IAmazonS3 client, ErasureWork work)
    {
        for (var passes = 0; passes < 10; passes++)
        {
            work = new ErasureWork(work.Command, work.Key, work.Written, work.Contract, work.Record with { FoundInPass = 0 });
            await Pass(host, client).RunAsync(work, Cancelled);
            if (work.Record.FoundInPass == 0)
                return work.Record;
        }

        throw new InvalidOperationException("The passes come to no end.");
    }

    private static async Task<ErasureWork> WorkAsync(TransformHost host)
    {
        const string Text = "order_id=17";
        var contract = host.Services.GetRequiredService<ContractCatalog>().Get("orders");
        var key = ErasureKey.Parse(Text, contract);
        var command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = Text, Actor = "ana", Reason = "asked to" };
        var store = host.Services.GetRequiredService<ErasureStore>();
        return new ErasureWork(
            command, key, key, contract, await ErasureRecords.NewAsync(command, key, store, TimeProvider.System, Cancelled));
    }

    /// <summary>The form has all other records; so has the output, of which nothing else is left.</summary>
    private async Task AssertErasedAsync(TransformHost host, TransformBatch landed)
    {
        Assert.Equal(Header + Kept, await FormAsync(host, landed));
        var versions = await s3.Client.ListVersionsAsync(host.Raw, landed.Object.Key, Cancelled);
        Assert.DoesNotContain(versions.Versions, version => version.VersionId == landed.Object.VersionId);
        var manifest = await ManifestAsync(host, landed);
        Assert.Equal((1, 1), (manifest.Files.Sum(file => file.Rows), manifest.Quarantine.Sum(file => file.Rows)));
        Assert.Equal(
            manifest.Files.Select(file => file.Key),
            (await host.KeysAsync(host.Processed)).Where(key => key.EndsWith(".parquet", StringComparison.Ordinal)));
        Assert.Equal(manifest.Quarantine.Select(file => file.Key), await host.KeysAsync(host.Quarantine));
    }

    private async Task<string> FormAsync(TransformHost host, TransformBatch landed)
    {
        var form = (await host.Services.GetRequiredService<ErasureStore>().FindFormAsync(landed.BatchId, Cancelled))!.Cleaned;
        return await TextAsync(form.Bucket, form.Key, form.VersionId);
    }

    private static async Task<Contracts.Batches.BatchManifest> ManifestAsync(TransformHost host, TransformBatch landed) =>
        (await host.Services.GetRequiredService<ManifestStore>().FindAsync("orders", landed.BatchId, 1, Cancelled))!.Manifest;

    private async Task<string> TextAsync(string bucket, string key, string? version)
    {
        using var response = await s3.Client.GetObjectAsync(bucket, key, version, Cancelled);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
