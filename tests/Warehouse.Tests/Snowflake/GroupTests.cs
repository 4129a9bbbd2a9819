using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

public sealed class GroupTests
{
    [Fact]
    public async Task Batches_of_one_dataset_share_a_copy_and_a_transaction_and_one_that_is_bad_costs_one_more_try()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        StagedBatch[] batches = [.. Enumerable.Range(0, 8).Select(i => Build(warehouse, $"f{i}", i, promised: i == 5 ? 2 : null))];

        var outcomes = await warehouse.LoadAsync(batches);

        Assert.Equal([0, 1, 2, 3, 4, 6, 7], Enumerable.Range(0, 8).Where(i => outcomes[i].Fault is null));
        Assert.Contains("promises 2 rows, the files hold 1", outcomes[5].Fault?.Message, StringComparison.Ordinal);
        Assert.Equal(2, warehouse.Api.Requests.Count(request => request.Statements[0].StartsWith("copy into", StringComparison.Ordinal)));
        Assert.Equal(1, warehouse.Api.Requests.Count(request => request.Statements[0] == "begin transaction"));
        Assert.Equal("7+0=7 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_is_found_by_halving_the_group()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        StagedBatch[] batches = [.. Enumerable.Range(0, 4).Select(i => Build(warehouse, $"f{i}", i))];
        await File.WriteAllTextAsync(batches[2].Locations[0], "not a Parquet file at all", TestContext.Current.CancellationToken);

        var outcomes = await warehouse.LoadAsync(batches);

        Assert.Equal([null, null, FailureCodes.ManifestMismatch, null], outcomes.Select(outcome => (outcome.Fault as BatchRejectedException)?.Code));
        Assert.Equal("3+0=3 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_file_whose_rows_are_not_those_of_the_manifest_is_refused_though_the_sum_is_right()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var (one, two) = (Build(warehouse, "a", 1), Build(warehouse, "b", 2, lines: [new("2", "tea", 1), new("3", "tea", 1)]));
        var files = new[] { one.Manifest.Files[0] with { Rows = 2 }, two.Manifest.Files[0] with { Rows = 1 } };
        var manifest = one.Manifest with { Files = files, Rows = one.Manifest.Rows with { Accepted = 3 } };

        var outcome = Assert.Single(await warehouse.LoadAsync(
            one with { Manifest = manifest, Locations = [one.Locations[0], two.Locations[0]] }));

        Assert.Contains("promises 2 of its 3 rows", outcome.Fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_were_copied_twice_under_one_id_count_once()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        warehouse.Api.After = request =>
        {
            if (request.Statements[0].StartsWith("copy into", StringComparison.Ordinal))
            {
                using var session = warehouse.Account.OpenSession();
                session.Execute(request.Statements[0], [], TestContext.Current.CancellationToken);
            }

            return Task.CompletedTask;
        };

        Assert.Equal(1, Assert.Single(await warehouse.LoadAsync(Build(warehouse, "a", 1))).Counts?.Inserted);
        Assert.Equal("1+0=1 true", warehouse.Balance());
        Assert.Equal("0", warehouse.Value("select count(*) from staging.staged_lines"));
    }

    [Fact]
    public async Task Keys_that_come_as_hexadecimal_digits_are_the_same_keys()
    {
        using var text = new SnowflakeTestWarehouse();
        using var hex = new SnowflakeTestWarehouse(hasHexUuids: true);
        foreach (var warehouse in new[] { text, hex })
            await warehouse.LoadOneByOneAsync(Build(warehouse, "a", 1), Build(warehouse, "b", 2, lines: [new("a", "tea", 7)]));

        Assert.Equal(text.CurrentRows(), hex.CurrentRows());
        Assert.Equal("1+1=2 true", hex.Balance());
    }

    [Fact]
    public async Task Texts_of_names_and_people_are_values_and_never_statements()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        const string Evil = "o'; drop table core.order_lines; --\\' \"x\" $1 {{group}} \u2028é";
        var batch = new BatchBuilder(warehouse.Folder) { Name = Evil, Landed = 1, Lines = [new Line(Evil, "tea", 1) { Store = Evil }] }.Build();
        batch = batch with { Reference = batch.Reference with { Key = Evil } };

        Assert.Equal(1, Assert.Single(await warehouse.LoadAsync(batch)).Counts?.Inserted);
        await warehouse.Loads.CancelAsync(
            new CancelBatch { BatchId = Guid.NewGuid(), Attempt = 1, Actor = Evil, Reason = Evil }, TestContext.Current.CancellationToken);
        var erased = await warehouse.Erasable.EraseAsync(
            new EraseWarehouseRows
            {
                Command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = Evil, Actor = Evil, Reason = Evil },
                OrderId = Evil,
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(1, erased.Current);
        Assert.Equal($"orders/{Evil}|{Evil}", warehouse.Value("select slot_key, manifest_key from load_history"));
        Assert.Equal($"{Evil}|{Evil}", warehouse.Value("select actor, reason from load_cancellations"));
        Assert.Equal("0", warehouse.Value("select count(*) from staging.requests"));
        Assert.DoesNotContain(warehouse.Api.Requests, request => request.Statements.Any(text => text.Contains("drop", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("orders/x'), '../../secret.parquet")]
    [InlineData("orders/../secret.parquet")]
    [InlineData("orders/a b.parquet")]
    [InlineData("orders/a\\b.parquet")]
    [InlineData("/orders/a.parquet")]
    [InlineData("orders/a.parquet\n")]
    [InlineData("")]
    public async Task A_file_with_a_key_that_no_transform_writes_is_refused(string key)
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var batch = Build(warehouse, "a", 1);
        var manifest = batch.Manifest with { Files = [batch.Manifest.Files[0] with { Key = key }] };

        var outcomes = await warehouse.LoadAsync(batch with { Manifest = manifest }, Build(warehouse, "b", 2));

        Assert.Equal(FailureCodes.ManifestMismatch, Assert.IsType<BatchRejectedException>(outcomes[0].Fault).Code);
        Assert.Null(outcomes[1].Fault);
        Assert.DoesNotContain(warehouse.Api.Requests, request => key.Length > 0 && request.Statements[0].Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_stage_that_is_no_plain_name_is_refused() => Assert.Throws<ArgumentException>(() => new SnowflakeSql("x; drop table y"));

    [Fact]
    public async Task A_transaction_has_neither_definitions_nor_bindings_and_each_request_an_id_of_its_own()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        await warehouse.LoadOneByOneAsync(Build(warehouse, "a", 1), Build(warehouse, "a", 1), Build(warehouse, "b", 2));

        var several = warehouse.Api.Requests.Where(request => request.Statements.Count > 1).ToList();
        Assert.NotEmpty(several);
        Assert.All(several, request => Assert.Empty(request.Bindings));
        Assert.All(several.SelectMany(request => request.Statements), statement =>
            Assert.DoesNotMatch(@"(?i)^\s*(create|alter|drop|truncate)\b", statement));
        Assert.Equal(warehouse.Api.Requests.Count, warehouse.Api.Requests.Select(request => request.RequestId).Distinct().Count());
    }

    [Fact]
    public void Request_ids_follow_from_batch_attempt_execution_and_step()
    {
        using var folder = new TestFolder();
        var batch = new BatchBuilder(folder.Path).Build();
        var execution = Guid.NewGuid();

        var ids = new RequestIds([batch], execution);

        Assert.Equal(ids.Of("load"), new RequestIds([batch], execution).Of("load"));
        Assert.NotEqual(ids.Of("load"), ids.Of("copy 0"));
        Assert.NotEqual(ids.Of("load"), new RequestIds([batch with { Attempt = 2 }], execution).Of("load"));
        Assert.NotEqual(ids.Of("load"), new RequestIds([batch], Guid.NewGuid()).Of("load"));
    }

    private static StagedBatch Build(SnowflakeTestWarehouse warehouse, string name, int landed, long? promised = null, Line[]? lines = null) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, Promised = promised, Lines = lines ?? [new Line(name, "tea", landed + 1)] }.Build();
}
