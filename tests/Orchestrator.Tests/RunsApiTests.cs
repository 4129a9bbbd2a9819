using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Tests.Quality;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public sealed class RunsApiTests : IAsyncLifetime
{
    private readonly Batch _first = new("orders/a.csv", "a");
    private readonly Batch _second = new("orders/b.csv", "b", 1);
    private readonly SqliteRunDatabase _database = new();
    private readonly WebApplication _app;
    private HttpClient _http = null!;

    public RunsApiTests() => _app = Build(_database);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Cancelled);
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        await SendAsync(RunState.Failed, _first, _first.Landed(), _first.TransformFailed());
        await SendAsync(RunState.Loading, _second, _second.Landed(), _second.Transformed());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_by_state_and_dataset_and_page_by_page()
    {
        Assert.Equal([_second.Id, _first.Id], await ListAsync("/api/runs"));
        Assert.Equal([_first.Id], await ListAsync("/api/runs?state=failed"));
        Assert.Equal([_second.Id], await ListAsync("/api/runs?limit=1"));
        Assert.Equal([_first.Id], await ListAsync($"/api/runs?before={_second.Id}"));
        Assert.Empty(await ListAsync($"/api/runs?before={_first.Id}"));
        Assert.Empty(await ListAsync("/api/runs?dataset=returns"));
    }

    [Fact]
    public async Task A_text_is_looked_for_in_names_reasons_and_ids_and_the_look_goes_on_where_it_ended()
    {
        var reason = (await _app.Services.GetRequiredService<IRunLedger>().FindAsync(_first.Id, Cancelled))!.Reason!;

        Assert.Equal([_first.Id], await ListAsync("/api/runs?text=ORDERS/A"));
        Assert.Equal([_first.Id], await ListAsync($"/api/runs?text={Uri.EscapeDataString(reason[..10])}"));
        Assert.Equal([_second.Id], await ListAsync($"/api/runs?text={_second.Id:D}"));
        Assert.Equal([_second.Id], await ListAsync("/api/runs?text=.csv&limit=1"));
        Assert.Equal([_first.Id], await ListAsync($"/api/runs?text=.csv&limit=1&before={_second.Id}"));
        Assert.Empty(await ListAsync("/api/runs?text=orders/a&state=loading"));
        Assert.Empty(await ListAsync("/api/runs?text=%25"));
        Assert.Contains("at most 200", await ProblemAsync($"/api/runs?text={new string('a', 201)}", HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_page_names_the_next_and_the_last_names_none()
    {
        var first = await _http.GetFromJsonAsync<JsonElement>("/api/runs?limit=1", Cancelled);
        var last = await _http.GetFromJsonAsync<JsonElement>("/api/runs", Cancelled);
        var searched = await _http.GetFromJsonAsync<JsonElement>("/api/runs?text=nothing", Cancelled);

        Assert.Equal(_second.Id, first.GetProperty("next").GetGuid());
        Assert.Equal(JsonValueKind.Null, last.GetProperty("next").ValueKind);
        Assert.Equal((2, JsonValueKind.Null), (searched.GetProperty("searched").GetInt32(), searched.GetProperty("next").ValueKind));
    }

    [Fact]
    public async Task A_wrong_filter_is_refused_with_what_to_give()
    {
        Assert.Contains("Transforming", await ProblemAsync("/api/runs?state=broken", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("1 to 1000", await ProblemAsync("/api/runs?limit=0", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        await ProblemAsync($"/api/runs?before={Guid.NewGuid()}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_run_is_shown_with_its_timeline()
    {
        var run = await _http.GetFromJsonAsync<RunDetail>($"/api/runs/{_second.Id}", Cancelled);

        Assert.Equal(RunState.Loading, run!.State);
        Assert.Equal(_second.Object, run.Object);
        Assert.Equal(["Transforming", "Loading"], run.Timeline.Select(entry => entry.To));
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_404_with_what_to_do()
    {
        Assert.Contains("GET /api/runs", await ProblemAsync($"/api/runs/{Guid.NewGuid()}", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trend_is_of_a_dataset_and_ends_at_a_run()
    {
        var third = new Batch("orders/c.csv", "c", 2);
        var figures = new Figures(Rows: 8);
        await SendAsync(RunState.Loading, third, third.Landed(), figures.Of(third));
        await SendAsync(RunState.Completed, third, figures.Loaded(third));

        var trend = await _http.GetFromJsonAsync<QualityTrend>($"/api/runs/quality?dataset=orders&store=&until={third.Id}", Cancelled);
        var point = Assert.Single(trend!.Runs);
        Assert.Equal((third.Id, figures.Quality), (point.RunId, point.Quality.Figures));
        Assert.Empty((await _http.GetFromJsonAsync<QualityTrend>($"/api/runs/quality?dataset=orders&until={_second.Id}", Cancelled))!.Runs);
        Assert.Empty((await _http.GetFromJsonAsync<QualityTrend>("/api/runs/quality?dataset=orders&store=S9", Cancelled))!.Runs);
        Assert.Contains("dataset", await ProblemAsync("/api/runs/quality", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("1 to 200", await ProblemAsync("/api/runs/quality?dataset=orders&limit=0", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        await ProblemAsync($"/api/runs/quality?dataset=orders&until={Guid.NewGuid()}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Counts_name_every_state()
    {
        var counts = await _http.GetFromJsonAsync<Dictionary<string, int>>("/api/runs/counts", Cancelled);

        Assert.Equal(RunState.All.Order(), counts!.Keys.Order());
        Assert.Equal((1, 1, 0), (counts[RunState.Failed], counts[RunState.Loading], counts[RunState.Held]));
    }

    [Fact]
    public async Task A_retry_is_accepted_and_goes_on_the_timeline_with_actor_and_reason()
    {
        var response = await _http.PostAsJsonAsync($"/api/runs/{_first.Id}/retry", new { actor = "ana", reason = "Disk is back." }, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var run = await WaitAsync(_first, RunState.Transforming);
        Assert.Equal(("ana", "Disk is back.", 2), (run.Timeline[^1].Actor, run.Timeline[^1].Reason, run.Attempt));
    }

    [Theory]
    [InlineData("retry", "The run is Loading; retry is for runs that are Failed.")]
    [InlineData("release", "The run is Loading; release is for runs that are Held or Duplicate.")]
    [InlineData("replay", "The run is Loading; replay is for runs that are Completed or Duplicate or Failed or Cancelled.")]
    public async Task A_command_in_the_wrong_state_is_409_with_the_reason(string verb, string reason)
    {
        var response = await _http.PostAsJsonAsync($"/api/runs/{_second.Id}/{verb}", new { reason = "x" }, Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(reason, (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail);
    }

    [Fact]
    public async Task A_command_needs_a_reason()
    {
        var response = await _http.PostAsJsonAsync($"/api/runs/{_first.Id}/cancel", new { actor = "ana" }, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<IEnumerable<Guid>> ListAsync(string address)
    {
        var list = await _http.GetFromJsonAsync<JsonElement>(address, Cancelled);
        return list.GetProperty("runs").Deserialize<List<RunSummary>>(JsonSerializerOptions.Web)!.Select(run => run.Id);
    }

    private async Task<string> ProblemAsync(string address, HttpStatusCode status)
    {
        var response = await _http.GetAsync(address, Cancelled);
        Assert.Equal(status, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail!;
    }

    private async Task SendAsync(string until, Batch batch, params object[] messages)
    {
        var queue = await _app.Services.GetRequiredService<IBus>().GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        foreach (var (message, state) in messages.Zip(new[] { RunState.Transforming, until }.TakeLast(messages.Length)))
        {
            await queue.Send(message, message.GetType(), Cancelled);
            await WaitAsync(batch, state);
        }
    }

    private async Task<RunDetail> WaitAsync(Batch batch, string state)
    {
        var ledger = _app.Services.GetRequiredService<IRunLedger>();
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled))
        {
            if (await ledger.FindAsync(batch.Id, Cancelled) is { } run && run.State == state)
                return run;
        }
    }

    private static WebApplication Build(SqliteRunDatabase database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        builder.Services.AddRunLedger();
        builder.Services.AddReconciling();
        builder.Services.AddRetention();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddRuns();
            bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        builder.Services.AddSingleton(TimeProvider.System);
        var app = builder.Build();
        app.MapOrchestrator();
        return app;
    }
}
