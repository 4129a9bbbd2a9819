using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RetailBus.EndToEnd.Tracing;

/// <summary>One batch, one trace, over the processes of all services, as a receiver of OTLP that is not ours decodes it.</summary>
public sealed class TracesAcrossServicesTests(TracedProcesses stack) : IClassFixture<TracedProcesses>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const double Explained = 0.95;
    private const int MostTries = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Steps =
    [
        "upload orders", "S3.PutObject", "land wait", "land orders", "retailbus-orchestrate wait", "retailbus-orchestrate process",
        "retailbus-transform wait", "transform stage", "transform parse", "transform write", "transform manifest", "retailbus-load wait",
        "load stage", "load wait", "load copy", "load merge", "load commit",
    ];

    [Fact]
    public async Task An_uploaded_batch_is_one_connected_trace_over_all_services()
    {
        var run = await LandAsync("one.csv", Orders("one", 100));

        var spans = await WholeAsync(Trace(run), "load commit");
        var root = Assert.Single(spans, span => span.IsRoot);
        Assert.Equal(("retailbus-web", "POST /api/uploads/{**rest}"), (root.Service, root.Name));
        Assert.Equal(
            ["retailbus-ingest", "retailbus-orchestrator", "retailbus-transform", "retailbus-warehouse", "retailbus-web"],
            spans.Select(span => span.Service).Distinct().Order());
        Assert.Empty(Steps.Except(spans.Select(span => span.Name)));
        var id = run.GetProperty("id").GetString();
        foreach (var step in spans.Where(span => span.Name is "land orders" or "transform parse" or "load batch" or "retailbus-orchestrate process"))
            Assert.Equal((id, "orders", "1"), (step.Text("retailbus.batch.id"), step.Text("retailbus.dataset"), step.Text("retailbus.attempt")));
        var copy = Assert.Single(spans, span => span.Name == "load copy");
        Assert.Equal(("100", "duckdb", "COPY"), (copy.Text("retailbus.rows"), copy.Text("retailbus.engine"), copy.Text("db.operation.name")));
    }

    [Fact]
    public async Task The_stage_spans_explain_the_time_from_landing_to_queryable()
    {
        // A process that was not given the processor for a moment between two spans explains nothing; one calm batch shows that they do.
        List<double> shares = [];
        while (shares.Count < MostTries && shares.All(share => share < Explained))
        {
            var run = await LandAsync($"timed-{shares.Count}.csv", Orders($"timed-{shares.Count}", 20_000));
            shares.Add(ExplainedShare(await WholeAsync(Trace(run), "load commit")));
        }

        Assert.True(shares.Max() >= Explained, $"The spans explain {string.Join(", ", shares.Select(share => $"{share:P1}"))}.");
    }

    [Fact]
    public async Task A_batch_of_the_delivery_stream_links_to_the_generator()
    {
        using var asked = await stack.Http.PostAsJsonAsync("api/generate", new { orders = 50, rate = 0, stores = 2, seed = 7 }, Stop);
        Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync(Stop));
        var run = await UntilAsync(async () =>
        {
            var runs = await stack.Http.GetFromJsonAsync<JsonElement>("api/runs?dataset=orders&state=Completed", Stop);
            return runs.GetProperty("runs").EnumerateArray()
                .FirstOrDefault(one => one.GetProperty("object").GetProperty("key").GetString()!.Contains("retailbus-orders-", StringComparison.Ordinal));
        }, found => found.ValueKind == JsonValueKind.Object);

        var spans = await WholeAsync(Trace(run), "load commit");
        var root = Assert.Single(spans, span => span.IsRoot);
        Assert.Equal("land orders", root.Name);
        Assert.Equal(
            ["retailbus-ingest", "retailbus-orchestrator", "retailbus-transform", "retailbus-warehouse"],
            spans.Select(span => span.Service).Distinct().Order());
        var generator = await UntilAsync(
            () => Task.FromResult(stack.Receiver.Spans.FirstOrDefault(span => span.Name == "generate orders")), found => found is not null);
        Assert.Contains(new ReceivedSpan.Link(generator!.TraceId, generator.SpanId), root.Links);
        Assert.NotEqual(generator.TraceId, root.TraceId);
        var generation = await WholeAsync(generator.TraceId, "generate orders");
        Assert.Equal("POST /api/generate/{**rest}", Assert.Single(generation, span => span.IsRoot).Name);
    }

    [Fact]
    public async Task A_failed_run_is_exported_though_it_was_not_sampled_and_tells_nothing_of_its_file()
    {
        const string Secret = "cell-of-a-customer";
        var kept = Guid.NewGuid().ToString("N");
        var dropped = Guid.NewGuid().ToString("N");
        var good = await LandAsync("unsampled.csv", Orders("unsampled", 10), $"00-{dropped}-00f067aa0ba902b7-00");
        var bad = await LandAsync("failing.csv", $"{Secret},{Secret}2\n{Secret},{Secret}\n", $"00-{kept}-00f067aa0ba902b7-00");

        Assert.Equal(("Completed", dropped), (good.GetProperty("state").GetString(), Trace(good)));
        Assert.Equal(("Failed", kept), (bad.GetProperty("state").GetString(), Trace(bad)));
        var services = new[] { "retailbus-ingest", "retailbus-orchestrator", "retailbus-transform", "retailbus-web" };
        var spans = await UntilAsync(
            () => Task.FromResult(stack.Receiver.OfTrace(kept)), found => services.All(service => found.Any(span => span.Service == service)));
        var failed = Assert.Single(spans, span => span.Name == "transform parse");
        Assert.Equal((ReceivedSpan.Error, "too-many-rejects"), (failed.Status, failed.Text("error.type")));
        Assert.Equal("exception", Assert.Single(failed.Events).Name);
        Assert.Empty(stack.Receiver.OfTrace(dropped));
        var all = JsonSerializer.Serialize(stack.Receiver.Spans, JsonSerializerOptions.Web);
        Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(stack.ServiceKey, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runs_spans_are_kept_and_shown_without_any_backend()
    {
        var run = await LandAsync("kept.csv", Orders("kept", 10));
        var id = run.GetProperty("id").GetString()!;
        var trace = await UntilAsync(
            () => stack.Http.GetFromJsonAsync<JsonElement>($"api/runs/{id}/trace", Stop),
            found => Steps.Concat(["retailbus-web"]).All(name => found.GetProperty("spans").EnumerateArray().Any(
                span => span.GetProperty("name").GetString() == name || span.GetProperty("service").GetString() == name)));

        Assert.Equal(Trace(run), trace.GetProperty("traceId").GetString());
        var told = await CommandLine.JsonAsync(Stop, "trace", id, "--url", stack.Url);
        Assert.True(told.GetProperty("spans").GetArrayLength() >= trace.GetProperty("spans").GetArrayLength());
        var shown = await CommandLine.RunAsync(["trace", id, "--url", stack.Url], Stop);
        Assert.Equal(0, shown.ExitCode);
        foreach (var line in new[] { "upload orders", "wait for transform", "run becomes Loading", "load commit", "retailbus-warehouse", "━" })
            Assert.Contains(line, shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_are_taken_from_services_only()
    {
        var report = new { id = Guid.NewGuid(), spans = Array.Empty<object>() };

        using var strange = await stack.Http.PostAsJsonAsync($"{stack.OrchestratorUrl}/api/traces", report, Stop);
        using var throughTheDoor = await stack.Http.PostAsJsonAsync("api/traces", report, Stop);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, strange.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, throughTheDoor.StatusCode); // it is no path of the API there
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Trace(JsonElement run) => run.GetProperty("traceId").GetString()!;

    private static string Orders(string name, int count)
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < count; i++)
            text.Append($"{name}-{i},S1,Apple,1,1.00,1.00,03/14/2026 09:30\n");
        return text.ToString();
    }

    /// <summary>From the put's end to the commit's: the share of that time in which a stage worked or a message waited.</summary>
    private static double ExplainedShare(IReadOnlyList<ReceivedSpan> spans)
    {
        var landed = spans.Single(span => span.Name == "S3.PutObject").To;
        var queryable = spans.Single(span => span.Name == "load commit").To;
        var explained = 0L;
        var until = landed;
        foreach (var span in spans.Where(IsStage).OrderBy(span => span.From))
        {
            var (from, to) = (Math.Max(span.From, until), Math.Min(span.To, queryable));
            if (to <= from)
                continue;
            explained += to - from;
            until = to;
        }

        return (double)explained / (queryable - landed);
    }

    private static bool IsStage(ReceivedSpan span) =>
        span.Name == "land orders" || span.Name.EndsWith(" wait", StringComparison.Ordinal)
        || span.Name.EndsWith(" receive", StringComparison.Ordinal) || span.Name.StartsWith("transform ", StringComparison.Ordinal);

    private async Task<JsonElement> LandAsync(string name, string csv, string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/uploads/orders/{name}") { Content = new StringContent(csv) };
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        using var response = await stack.Http.SendAsync(request, Stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
        return await UntilAsync(
            async () =>
            {
                using var found = await stack.Http.GetAsync(response.Headers.Location, Stop);
                return found.IsSuccessStatusCode ? await found.Content.ReadFromJsonAsync<JsonElement>(Stop) : default;
            },
            run => run.ValueKind == JsonValueKind.Object && run.GetProperty("state").GetString() is "Completed" or "Failed" or "Held");
    }

    /// <summary>A trace once a span has come and all parents, too.</summary>
    private Task<IReadOnlyList<ReceivedSpan>> WholeAsync(string trace, string last) => UntilAsync(
        () => Task.FromResult(stack.Receiver.OfTrace(trace)),
        spans => spans.Any(span => span.Name == last) && !Orphans(spans).Any(),
        spans => $"{spans.Count} spans of trace {trace}, without a parent that has come: "
            + string.Join(", ", Orphans(spans).Select(span => $"{span.Service} {span.Name} below {span.ParentSpanId}")) + "; "
            + string.Join(", ", spans.Select(span => $"{span.Name} {span.SpanId}")));

    private static IEnumerable<ReceivedSpan> Orphans(IReadOnlyList<ReceivedSpan> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        return spans.Where(span => !span.IsRoot && !ids.Contains(span.ParentSpanId));
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isDone, Func<T, string>? tell = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await look();
            if (isDone(found))
                return found;
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, $"After {Patience} only: {tell?.Invoke(found) ?? $"{found}"}");
            await Task.Delay(Pause, TimeProvider.System, Stop);
        }
    }
}
