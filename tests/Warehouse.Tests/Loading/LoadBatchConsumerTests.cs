using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class LoadBatchConsumerTests
{
    private static readonly Line[] Three = [new("1", "tea", 1), new("2", "tea", 2), new("3", "tea", 3)];

    [Fact]
    public async Task A_batch_is_loaded_and_can_be_queried_when_its_run_hears_of_it()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three });

        await warehouse.SendAsync(command);
        var completed = await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);

        Assert.Equal(new LoadCounts { Inserted = 3, Updated = 0, Unchanged = 0, Superseded = 0 }, completed.Rows);
        Assert.Equal("[[3,6]]", (await warehouse.QueryAsync("select count(*), sum(amount) from order_lines")).GetRawText());
        Assert.True(completed.CommittedAt >= completed.StartedAt);
    }

    [Fact]
    public async Task Copies_of_a_command_in_parallel_load_it_once()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three });

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => warehouse.SendAsync(command)));
        var answers = 0;
        await foreach (var published in warehouse.Bus.Published.SelectAsync<LoadCompleted>(TestContext.Current.CancellationToken))
        {
            Assert.Equal(3, published.Context.Message.Rows.Inserted);
            if (++answers == 10)
                break;
        }

        Assert.Equal("[[3,0,0,0,3,true]]", (await warehouse.QueryAsync("select * from warehouse_balance")).GetRawText());
    }

    [Fact]
    public async Task A_row_taken_out_of_a_file_after_its_manifest_fails_the_load()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three }, WithoutOneRow);

        await warehouse.SendAsync(command);

        await AssertFailedAsync(warehouse, command, FailureCodes.OutputChanged, "The manifest says that ");
    }

    [Fact]
    public async Task A_row_taken_out_under_a_forged_hash_fails_the_load()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three }, WithoutOneRow, forgeHash: true);

        await warehouse.SendAsync(command);

        await AssertFailedAsync(
            warehouse, command, FailureCodes.ManifestMismatch, "The manifest promises 3 rows, the files hold 2.");
    }

    [Fact]
    public async Task A_manifest_that_changed_fails_the_load()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three });

        await warehouse.SendAsync(command with { Manifest = command.Manifest with { ETag = "0123456789abcdef0123456789abcdef" } });

        await AssertFailedAsync(warehouse, command, FailureCodes.OutputChanged, "is gone or was changed");
    }

    [Fact]
    public async Task A_load_whose_manifest_was_rewritten_since_answers_as_it_did()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three });
        await warehouse.SendAsync(command);
        var first = await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);
        await warehouse.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = command.Manifest.Bucket, Key = command.Manifest.Key, ContentBody = "{}" },
            TestContext.Current.CancellationToken);

        await warehouse.SendAsync(command);

        await foreach (var answer in warehouse.Bus.Published.SelectAsync<LoadCompleted>(TestContext.Current.CancellationToken))
        {
            Assert.Equal(first.Rows, answer.Context.Message.Rows);
            if (answer.Context.Message.StartedAt != first.StartedAt)
                break;
        }

        Assert.False(await warehouse.Bus.Published.Any<LoadFailed>(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_load_that_an_erasure_overtakes_is_staged_again()
    {
        var erasure = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = "", Actor = "ana", Reason = "ticket 1" };
        await using var warehouse = await RunningWarehouse.StartAsync(services => services.AddSingleton<IBatchStage>(
            provider => new OvertakenStage(provider, inner => inner.GetRequiredService<IErasableWarehouse>().EraseAsync(
                new EraseWarehouseRows { Command = erasure, OrderId = "1" }, TestContext.Current.CancellationToken))));
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three });

        await warehouse.SendAsync(command);
        await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);

        Assert.Equal(2, ((OvertakenStage)warehouse.Services.GetRequiredService<IBatchStage>()).Times);
    }

    [Fact]
    public async Task Another_batchs_manifest_fails_the_load()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Three }) with { BatchId = Guid.NewGuid() };

        await warehouse.SendAsync(command);

        await AssertFailedAsync(warehouse, command, FailureCodes.ManifestMismatch, $"not {command.BatchId}'s");
    }

    private static void WithoutOneRow(string path)
    {
        var rewritten = path + ".rewritten";
        BatchBuilder.Execute($"copy (select * from read_parquet('{path}') where order_id <> '2') to '{rewritten}' (format parquet)");
        File.Move(rewritten, path, overwrite: true);
    }

    private static async Task AssertFailedAsync(RunningWarehouse warehouse, LoadBatch command, string code, string reason)
    {
        var failed = await warehouse.AnswerAsync<LoadFailed>(command, answer => answer.BatchId);
        Assert.Equal(code, failed.Failure.Code);
        Assert.False(failed.Failure.Transient);
        Assert.Contains(reason, failed.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal("[[0,0,0,0,0,true]]", (await warehouse.QueryAsync("select * from warehouse_balance")).GetRawText());
    }
}
