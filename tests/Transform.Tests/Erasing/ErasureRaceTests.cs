using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>Erasures that meet transforms under way, and what a crash has left.</summary>
public sealed class ErasureRaceTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Other = "18,S1,Apple,17,1.00,17.00,2026-03-14T09:30:00Z\n";
    private const string Good = "17,S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n";
    private const string Bad = "17,S1,Pear,one,1.00,1.00,2026-03-14T09:30:00Z\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transform_that_an_erasure_overtook_gives_what_the_erasure_left_and_leaves_nothing_else()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "overtaken.csv", Header + Good + Bad + Other);
        var cleaned = (await host.LandAsync("orders", "cleaned.csv", Header + Other)).Object;
        var form = new FormPointer { Original = command.Object, Cleaned = cleaned, Removals = [] };
        var engine = new OvertakenEngine(
            host.Services.GetRequiredService<ITransformEngine>(),
            () => host.Services.GetRequiredService<ErasureStore>().TrySaveFormAsync(command.BatchId, form, etag: null, Cancelled));
        var source = ActivatorUtilities.CreateInstance<ErasedSource>(host.Services, engine);

        var output = await source.TransformAsync(Work(host, command), Cancelled);

        Assert.Equal((1, 0), (output.Rows.Accepted, output.Rows.Quarantined));
        Assert.Empty(await host.KeysAsync(host.Quarantine));
    }

    [Fact]
    public async Task Files_that_an_execution_left_without_a_manifest_are_erased_too()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "left.csv", Header + Good + Bad + Other);
        var left = await host.Services.GetRequiredService<ITransformEngine>().TransformAsync(Work(host, command), Cancelled);
        var clean = await host.LandAsync("orders", "clean.csv", Header + Other);
        var named = await host.Services.GetRequiredService<BatchTransform>().RunAsync(clean, Cancelled);

        await host.Services.GetRequiredService<ErasurePass>().RunAsync(await ErasureAsync(host), Cancelled);

        Assert.NotEmpty(left.Files);
        Assert.DoesNotContain(Assert.Single(left.Files).Key, await host.KeysAsync(host.Processed));
        Assert.Contains(Assert.Single(named.Manifest.Files).Key, await host.KeysAsync(host.Processed));
        Assert.Empty(await host.KeysAsync(host.Quarantine));
    }

    [Fact]
    public async Task Without_versions_a_form_that_a_crash_left_is_found_again()
    {
        await using var host = await TransformHost.StartAsync(s3);
        await s3.Client.PutBucketVersioningAsync(
            new PutBucketVersioningRequest
            {
                BucketName = host.Raw,
                VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Suspended },
            },
            Cancelled);
        var landed = (await host.LandAsync("orders", "crash.csv", Header + Good + Other)).Object with { VersionId = null };
        var put = new PutObjectRequest { BucketName = host.Raw, Key = landed.Key, ContentBody = Header + Other };
        put.Metadata[ErasedForm.Metadata] = ErasedForm.Describe(landed);
        put.Metadata[ErasedForm.Content] = ETagOf(Header + Other);
        var form = await s3.Client.PutObjectAsync(put, Cancelled);

        await host.Services.GetRequiredService<ErasurePass>().RunAsync(await ErasureAsync(host), Cancelled);

        var known = await host.Services.GetRequiredService<ErasureStore>().FindFormAsync(BatchIds.For(landed), Cancelled);
        Assert.Equal((landed.Key, form.ETag.Trim('"')), (known?.Cleaned.Key, known?.Cleaned.ETag));
        Assert.Single(known!.Removals);
    }

    [SuppressMessage("Security", "CA5351", Justification = "S3's ETag is one.")]
    private static string ETagOf(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    private static TransformWork Work(TransformHost host, TransformBatch command) => new(
        command.BatchId, 1, Guid.NewGuid(), host.Services.GetRequiredService<ContractCatalog>().Get("orders"), command.Object);

    private static async Task<ErasureWork> ErasureAsync(TransformHost host)
    {
        var contract = host.Services.GetRequiredService<ContractCatalog>().Get("orders");
        var key = ErasureKey.Parse("order_id=17", contract);
        var command = new EraseRows
        {
            ErasureId = Guid.NewGuid(),
            Dataset = "orders",
            Key = "order_id=17",
            Actor = "ana",
            Reason = "asked to",
            DryRun = false,
        };
        var store = host.Services.GetRequiredService<ErasureStore>();
        var record = await ErasureRecords.NewAsync(command, key, store, TimeProvider.System, Cancelled);
        return new ErasureWork(command, key, key, contract, record);
    }
}
