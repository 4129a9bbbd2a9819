using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Names;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Batches;

public sealed class RaceTests(S3Server s3) : IClassFixture<S3Server>
{
    [Fact]
    public async Task Of_executions_that_race_one_manifest_stands_and_only_its_files_are_left()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync("orders", "race.csv", "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1,a,1,1,1,2026-11-23\n");
        var batches = host.Services.GetRequiredService<BatchTransform>();

        var stored = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => batches.RunAsync(command, TestContext.Current.CancellationToken)));

        var winner = Assert.Single(stored.Select(manifest => (manifest.Manifest.ExecutionId, manifest.Reference)).Distinct());
        Assert.Equal(
            [ZoneKeys.Manifest("orders", command.BatchId, 1), $"{ZoneKeys.BatchFolder("orders", command.BatchId)}part-{winner.ExecutionId}-0.parquet"],
            await host.KeysAsync(host.Processed));
    }
}
