using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Batches;

public sealed class ConsumerTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Mixed = Header + "1,S1,a,1,1,1,2026-11-23\n2,S1,b,1,1,1,2026-11-23\n3,S1,c,one,1,1,2026-11-23\n";

    [Fact]
    public async Task A_batch_ends_in_Parquet_quarantine_and_a_manifest_that_names_them()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);
        await host.SendAsync(command);
        var completed = await host.CompletedAsync(command.BatchId);

        Assert.Equal(new TransformCounts { Records = 4, Headers = 1, Accepted = 2, Quarantined = 1, Duplicates = 0 }, completed.Rows);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Mixed))), completed.Fingerprint);
        Assert.Equal(("1.0.0", 0.5), (completed.ContractVersion, completed.RejectLimit));

        var manifest = await ManifestAsync(completed.Manifest);
        Assert.Equal((2, "S1", "b"), (completed.Quality!.Rows, completed.Quality.Store, completed.Quality.Of("item_id")!.Max));
        Assert.Equal(completed.Quality, manifest.Quality);
        var folder = ZoneKeys.BatchFolder("orders", command.BatchId);
        var part = Assert.Single(manifest.Files);
        var quarantine = Assert.Single(manifest.Quarantine);
        Assert.Equal(($"{folder}part-{manifest.ExecutionId}-0.parquet", host.Processed, 2), (part.Key, part.Bucket, part.Rows));
        Assert.Equal(($"{folder}quarantine-{manifest.ExecutionId}.parquet", host.Quarantine, 1), (quarantine.Key, quarantine.Bucket, quarantine.Rows));
        Assert.Equal(command.Object, manifest.Source);
        foreach (var file in new[] { part, quarantine })
        {
            var bytes = await BytesAsync(file);
            Assert.Equal((file.Bytes, file.Sha256), (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    [Fact]
    public async Task A_command_that_comes_again_is_answered_by_the_manifest_that_stands()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "again.csv", Mixed);
        await host.SendAsync(command);
        var first = await host.CompletedAsync(command.BatchId);
        var keys = await host.KeysAsync(host.Processed);
        await host.SendAsync(command);
        var answers = await host.CompletedAsync(command.BatchId, times: 2);

        Assert.Equal(2, answers.Count);
        Assert.All(answers, answer => Assert.Equal(first, answer));
        Assert.Equal(keys, await host.KeysAsync(host.Processed));
    }

    [Fact]
    public async Task An_overwritten_object_is_read_as_it_landed()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "slot.csv", Mixed);
        await host.LandAsync("orders", "slot.csv", Header);
        await host.SendAsync(command);

        Assert.Equal(4, (await host.CompletedAsync(command.BatchId)).Rows.Records);
    }

    [Fact]
    public async Task A_file_that_is_gone_fails_and_says_so()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "gone.csv", Mixed);
        await s3.Client.DeleteObjectAsync(host.Raw, command.Object.Key, command.Object.VersionId, TestContext.Current.CancellationToken);
        await host.SendAsync(command);
        var failed = await host.FailedAsync(command.BatchId);

        Assert.Equal((FailureCodes.Overwritten, false), (failed.Failure.Code, failed.Failure.Transient));
    }

    [Fact]
    public async Task A_file_of_an_unknown_dataset_fails_and_names_the_known_ones()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("returns", "x.csv", Mixed);
        await host.SendAsync(command);
        var failed = await host.FailedAsync(command.BatchId);

        Assert.Equal(FailureCodes.UnknownDataset, failed.Failure.Code);
        Assert.Equal(
            "There is no dataset \"returns\". The datasets are online-retail, orders: land the file in the folder of one of them.",
            failed.Failure.Reason);
    }

    [Fact]
    public async Task A_NUL_of_a_file_is_shown_in_the_reason_why_it_fails()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("online-retail", "nul.csv", "InvoiceNo,StockCode,Description,a\0b\n1,2,3,4\n");
        await host.SendAsync(command);
        var failed = await host.FailedAsync(command.BatchId);

        Assert.Equal(FailureCodes.MissingColumn, failed.Failure.Code);
        Assert.Contains("Its first line is: InvoiceNo, StockCode, Description, a␀b. ", failed.Failure.Reason, StringComparison.Ordinal);
    }

    private async Task<BatchManifest> ManifestAsync(ManifestReference reference)
    {
        using var response = await s3.Client.OpenAsync(reference, TestContext.Current.CancellationToken);
        return (await JsonSerializer.DeserializeAsync<BatchManifest>(response.ResponseStream, BatchManifest.Json, TestContext.Current.CancellationToken))!;
    }

    private async Task<byte[]> BytesAsync(ManifestFile file)
    {
        using var response = await s3.Client.GetObjectAsync(file.Bucket, file.Key, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
