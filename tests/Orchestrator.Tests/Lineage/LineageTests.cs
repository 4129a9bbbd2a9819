using System.Text;
using System.Text.Json;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Orchestrator.Tests.Quality;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Lineage;

public sealed class LineageTests
{
    private readonly Batch _batch = new("orders/a.csv");

    [Fact]
    public async Task A_run_is_told_from_START_to_COMPLETE_with_what_it_read_and_wrote()
    {
        await using var host = await LineageHost.StartAsync();
        var figures = new Figures(Rows: 100, Quarantined: 4, WithoutCustomer: 7);

        await host.DeliverAsync(_batch.Landed(), 1);
        await host.DeliverAsync(figures.Of(_batch), 1);
        var events = await host.DeliverAsync(figures.Loaded(_batch), 2);

        Assert.All(events, RunEventShape.Check);
        Assert.Equal(["START", "COMPLETE"], events.Select(Type));
        Assert.Single(events.Select(RunId).Distinct());
        Assert.All(events, told => Assert.Equal(("retailbus", "orders"), Name(told.GetProperty("job"))));
        Assert.All(events, told => Assert.Equal(("s3://raw", "orders"), Name(told.GetProperty("inputs")[0])));
        Assert.All(events, told => Assert.Equal(
            [
                ("s3://retailbus-processed", "orders"), ("s3://retailbus-quarantine", "orders"),
                ("duckdb:///var/lib/retailbus/warehouse.duckdb", "warehouse.main.order_lines"),
            ],
            told.GetProperty("outputs").EnumerateArray().Select(Name)));

        var end = events[1];
        var input = end.GetProperty("inputs")[0];
        var read = input.GetProperty("inputFacets").GetProperty("inputStatistics");
        Assert.Equal((100, 10, 1), (Number(read, "rowCount"), Number(read, "size"), Number(read, "fileCount")));
        Assert.Equal(
            "s3://raw/orders/a.csv",
            input.GetProperty("inputFacets").GetProperty("subset").GetProperty("inputCondition").GetProperty("locations")[0].GetString());
        Assert.Equal("v-0", input.GetProperty("facets").GetProperty("version").GetProperty("datasetVersion").GetString());
        Assert.Equal(
            [96, 4, 96],
            end.GetProperty("outputs").EnumerateArray()
                .Select(output => Number(output.GetProperty("outputFacets").GetProperty("outputStatistics"), "rowCount")));
        Assert.Equal(
            ["store", "total_amount", "customer", "note"],
            input.GetProperty("facets").GetProperty("schema").GetProperty("fields").EnumerateArray().Select(field => Text(field, "name")));
        Assert.Equal("Order lines of the tills.", Text(end.GetProperty("job").GetProperty("facets").GetProperty("documentation"), "description"));
        Assert.Equal(
            [("batch", $"{_batch.Id}"), ("attempt", "1"), ("state", "Completed")],
            end.GetProperty("run").GetProperty("facets").GetProperty("tags").GetProperty("tags").EnumerateArray()
                .Select(tag => (Text(tag, "key"), Text(tag, "value")))
                .Where(tag => tag.Item1 != "trace")); // it is there while another test listens to all traces
    }

    [Fact]
    public async Task What_was_found_of_the_rows_is_told_under_the_files_own_column_names()
    {
        await using var host = await LineageHost.StartAsync();
        var figures = new Figures(Rows: 100, Quarantined: 4, WithoutCustomer: 7);

        await host.DeliverAsync(_batch.Landed(), 1);
        await host.DeliverAsync(figures.Of(_batch), 1);
        var facets = (await host.DeliverAsync(figures.Loaded(_batch), 2))[1].GetProperty("inputs")[0].GetProperty("inputFacets");

        var columns = facets.GetProperty("dataQualityMetrics").GetProperty("columnMetrics");
        Assert.Equal(["store", "total_amount", "customer"], columns.EnumerateObject().Select(column => column.Name));
        Assert.Equal((7, 400), (Number(columns.GetProperty("customer"), "nullCount"), Number(columns.GetProperty("customer"), "distinctCount")));
        Assert.Equal(960, columns.GetProperty("total_amount").GetProperty("sum").GetDecimal());
        Assert.Equal(
            [
                ("records_are_accounted_for", true, "101", "101"), ("rows_keep_the_contract", false, "0", "4"),
                ("loaded_rows_are_accounted_for", true, "96", "96"),
            ],
            facets.GetProperty("dataQualityAssertions").GetProperty("assertions").EnumerateArray().Select(
                found => (Text(found, "name"), found.GetProperty("success").GetBoolean(), Text(found, "expected"), Text(found, "actual"))));

        var lineage = host.Events[1].GetProperty("outputs")[2].GetProperty("facets").GetProperty("columnLineage").GetProperty("fields");
        var customer = lineage.GetProperty("customer_id").GetProperty("inputFields")[0];
        Assert.Equal(("s3://raw", "orders", "customer"), (Text(customer, "namespace"), Text(customer, "name"), Text(customer, "field")));
        Assert.True(customer.GetProperty("transformations")[0].GetProperty("masking").GetBoolean());
    }

    [Fact]
    public async Task A_failure_a_cancel_and_a_held_file_are_told_with_the_reason_and_each_return_is_a_run_of_its_own()
    {
        await using var host = await LineageHost.StartAsync();

        await host.DeliverAsync(_batch.Landed(), 1);
        await host.DeliverAsync(_batch.TransformFailed(), 2);
        await host.DeliverAsync(_batch.Retry(), 3);
        await host.DeliverAsync(_batch.Transformed(2, rejectLimit: 0), 4);
        var events = await host.DeliverAsync(_batch.Cancel(), 5);

        Assert.All(events, RunEventShape.Check);
        Assert.Equal(["START", "FAIL", "START", "RUNNING", "ABORT"], events.Select(Type));
        Assert.Equal([1, 1, 2, 2, 2], events.Select(RunId).Select(id => events.Select(RunId).Distinct().ToList().IndexOf(id) + 1));
        Assert.Equal("A service could not be reached.", Problem(events[1]));
        Assert.Equal("Cancelled: Wrong file.", Problem(events[4]));
        Assert.False(events[3].GetProperty("run").GetProperty("facets").TryGetProperty("errorMessage", out _));
        Assert.Equal(2, events[3].GetProperty("outputs").GetArrayLength());
    }

    [Fact]
    public async Task The_reason_of_a_refused_file_is_told_without_the_rows_that_it_quotes()
    {
        await using var host = await LineageHost.StartAsync();
        var failed = _batch.TransformFailed();

        await host.DeliverAsync(_batch.Landed(), 1);
        var events = await host.DeliverAsync(
            failed with { Failure = failed.Failure with { Code = FailureCodes.TooManyRejects, Reason = "Line 2: price is \"Ana Roig\"." } }, 2);

        Assert.Equal("More than half of the file's first rows break the dataset's rules; the run says which.", Problem(events[1]));
        Assert.DoesNotContain(
            host.Receiver.Requests, request => Encoding.UTF8.GetString(request.Body).Contains("Ana Roig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_success_that_comes_after_the_failure_is_a_run_that_starts_and_completes()
    {
        await using var host = await LineageHost.StartAsync();

        await host.DeliverAsync(_batch.Landed(), 1);
        await host.Runs.DeliverAsync(_batch.Transformed());
        await host.DeliverAsync(_batch.LoadFailed(), 2);
        var events = await host.DeliverAsync(_batch.Loaded(), 4);

        Assert.Equal(["START", "FAIL"], events.Take(2).Select(Type));
        Assert.Equal(["COMPLETE", "START"], events.Skip(2).Select(Type).Order());
        Assert.Equal(2, events.Select(RunId).Distinct().Count());
        Assert.Equal(RunId(events[2]), RunId(events[3]));
    }

    [Fact]
    public async Task A_batch_announced_or_answered_again_tells_nothing_more()
    {
        await using var host = await LineageHost.StartAsync();
        var last = new Batch("orders/last.csv", "last", 9);

        await host.Runs.DeliverAllAsync(
            _batch.Landed(), _batch.Landed(), _batch.Transformed(), _batch.Transformed(), _batch.Loaded(), _batch.Loaded(), _batch.Landed());
        await host.Runs.DeliverAllAsync(last.Landed());
        var events = await host.EventsAsync(3);

        Assert.Equal(["COMPLETE", "START", "START"], events.Select(Type).Order());
    }

    [Fact]
    public async Task Without_a_receiver_nothing_is_told_and_with_the_clients_own_switch_neither()
    {
        await using var host = await LineageHost.StartAsync(new Dictionary<string, string?> { ["OPENLINEAGE_DISABLED"] = "true" });

        await host.Runs.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Loaded());

        Assert.Single(host.Runs.Events<BatchCompleted>(_ => true));
        Assert.Empty(host.Runs.Deliveries.ToLineage);
    }

    [Fact]
    public async Task Events_go_without_schemas_while_the_transforms_service_is_away()
    {
        await using var host = await LineageHost.StartAsync();
        host.Others.IsAway = true;

        await host.Runs.DeliverAllAsync(_batch.Landed());
        var begun = (await host.EventsAsync(1))[0];

        RunEventShape.Check(begun);
        Assert.False(begun.GetProperty("inputs")[0].GetProperty("facets").TryGetProperty("schema", out _));
        Assert.Contains(host.Log.Lines, line => line.Text.Contains("without schemas", StringComparison.Ordinal));
    }

    private static string Type(JsonElement told) => Text(told, "eventType");

    private static string RunId(JsonElement told) => Text(told.GetProperty("run"), "runId");

    private static string Problem(JsonElement told) => Text(told.GetProperty("run").GetProperty("facets").GetProperty("errorMessage"), "message");

    private static (string Namespace, string Name) Name(JsonElement named) => (Text(named, "namespace"), Text(named, "name"));

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
