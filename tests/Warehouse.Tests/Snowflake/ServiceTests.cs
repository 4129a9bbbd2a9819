using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>The service with the Snowflake engine, over the SQL API's protocol and the local cloud's S3.</summary>
public sealed class ServiceTests
{
    private static readonly Line[] Tea = [new("1", "tea", 1), new("2", "tea", 2)];

    [Fact]
    public async Task A_batch_is_loaded_answered_and_served()
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea });

        await warehouse.SendAsync(command);
        var loaded = await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);

        Assert.Equal(2, loaded.Rows.Inserted);
        Assert.Equal("[[2,3]]", (await warehouse.QueryAsync("select count(*), sum(amount) from core.order_lines")).GetRawText());
        var version = await warehouse.Http.GetFromJsonAsync<JsonElement>("/api/warehouse/version", TestContext.Current.CancellationToken);
        Assert.Equal(1, version[0].GetProperty("loads").GetInt32());
    }

    [Fact]
    public async Task A_busy_account_lost_answers_and_an_expired_token_cost_a_load_nothing_but_time()
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        var faults = warehouse.Account.Faults;
        for (var landed = 0; landed < 3; landed++)
        {
            var command = await warehouse.TransformAsync(
                new BatchBuilder(warehouse.Folder)
                {
                    Name = "a",
                    Landed = landed,
                    OnReland = "replace",
                    Lines = [new("1", "tea", landed), new($"n{landed}", "tea", 1)],
                });
            faults.Refuse(RequestKind.Submit, 429, "390505");
            faults.LoseAnswer(RequestKind.Submit);
            faults.ExpireToken(RequestKind.Submit);
            faults.LoseAnswer(RequestKind.Status);
            faults.Refuse(RequestKind.Status, 503, "390505");
            faults.Drop(RequestKind.Submit);
            await warehouse.SendAsync(command);
            Assert.Equal(2, (await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId)).Rows.Total);
        }

        var balance = await warehouse.Http.GetStringAsync("/api/warehouse/balance", TestContext.Current.CancellationToken);
        Assert.Equal("""[{"currentRows":2,"historyRows":4,"erasedRows":0,"expiredRows":0,"acceptedRows":6,"balanced":true}]""", balance);
    }

    [Theory]
    [InlineData(false, "it has")]
    [InlineData(true, "is not what the manifest says")]
    public async Task A_file_that_was_changed_after_its_manifest_is_refused_before_it_is_copied(bool sameLength, string reason)
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea }, file =>
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^5] ^= 1;
            File.WriteAllBytes(file, sameLength ? bytes : [.. bytes, 0]);
        });

        await warehouse.SendAsync(command);
        var failed = await warehouse.AnswerAsync<LoadFailed>(command, answer => answer.BatchId);

        Assert.Equal(FailureCodes.OutputChanged, failed.Failure.Code);
        Assert.Contains(reason, failed.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_refused()
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea });
        var listed = await warehouse.S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = "processed" }, TestContext.Current.CancellationToken);
        var file = listed.S3Objects.Single(found => found.Key.EndsWith(".parquet", StringComparison.Ordinal));
        await warehouse.S3.DeleteObjectAsync("processed", file.Key, TestContext.Current.CancellationToken);

        await warehouse.SendAsync(command);

        Assert.Contains(
            "is not there", (await warehouse.AnswerAsync<LoadFailed>(command, answer => answer.BatchId)).Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_goes_while_it_is_loaded_is_staged_again_and_no_fault_of_its_rows()
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea });
        warehouse.Stage.BeforeCopy = key => warehouse.S3.DeleteObjectAsync("processed", key, TestContext.Current.CancellationToken);

        await warehouse.SendAsync(command);
        var failed = await warehouse.AnswerAsync<LoadFailed>(command, answer => answer.BatchId);

        Assert.Equal(FailureCodes.OutputChanged, failed.Failure.Code);
        Assert.Contains("is not there", failed.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRANSACTION_ABORT_ON_ERROR", "false")]
    [InlineData("LOCK_TIMEOUT", "43200")]
    [InlineData("READ_CONSISTENCY_MODE", "SESSION")]
    public async Task The_check_tells_of_a_setting_that_loads_rely_on(string name, string value)
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        warehouse.Stage.Executor.Parameters[name] = value;

        var found = await warehouse.Services.GetRequiredService<SnowflakeCheck>().LookAsync(TestContext.Current.CancellationToken);

        var fault = Assert.Single(found, part => part.Fault is not null).Fault;
        Assert.Contains($"set {name} = ", fault, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_check_looks_at_every_part_and_finds_what_is_missing()
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        var check = warehouse.Services.GetRequiredService<SnowflakeCheck>();

        var found = await check.LookAsync(TestContext.Current.CancellationToken);

        Assert.True(check.IsUsed);
        Assert.All(found, part => Assert.Null(part.Fault));
        Assert.Equal(11, found.Count);
    }

    [Fact]
    public async Task The_check_of_a_host_with_the_embedded_engine_looks_at_nothing()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var check = warehouse.Services.GetRequiredService<SnowflakeCheck>();

        Assert.False(check.IsUsed);
        Assert.Empty(await check.LookAsync(TestContext.Current.CancellationToken));
    }
}
