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
using RetailBus.Orchestrator.Api;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Replays;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

/// <summary>Four runs that landed a second apart: Completed, Failed, Completed of another dataset, and one that is still Transforming.</summary>
public sealed class ReplaysApiTests : IAsyncLifetime
{
    private readonly Batch _completed = new("orders/a.csv", "a");
    private readonly Batch _failed = new("orders/b.csv", "b", 1);
    private readonly Batch _returns = new("returns/c.csv", "c", 2, "returns");
    private readonly Batch _open = new("orders/d.csv", "d", 3);
    private readonly SqliteRunDatabase _database = new();
    private OtherServices _services = null!;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = await OtherServices.StartAsync();
        _app = Build();
        await _app.StartAsync(Cancelled);
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        await SendAsync(_completed, RunState.Completed, _completed.Landed(), _completed.Transformed(), _completed.Loaded());
        await SendAsync(_failed, RunState.Failed, _failed.Landed(), _failed.TransformFailed());
        await SendAsync(_returns, RunState.Completed, _returns.Landed(), _returns.Transformed(), _returns.Loaded());
        await SendAsync(_open, RunState.Transforming, _open.Landed());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_dry_run_names_what_every_criterion_fits_in_the_order_of_landing_and_replays_nothing()
    {
        _services.BatchesOfStores["S2"] = [_failed.Id, _returns.Id, Guid.NewGuid()];

        Assert.Equal([_completed.Id, _failed.Id], await DryRunAsync(new { dataset = "orders" }));
        Assert.Equal([_returns.Id], await DryRunAsync(new { from = Batch.LandedAt.AddSeconds(2) }));
        Assert.Equal([_completed.Id, _failed.Id], await DryRunAsync(new { to = Batch.LandedAt.AddSeconds(2) }));
        Assert.Equal([_failed.Id], await DryRunAsync(new { state = "failed" }));
        Assert.Equal([_failed.Id, _returns.Id], await DryRunAsync(new { store = "S2" }));
        Assert.Equal([_returns.Id], await DryRunAsync(new { store = "S2", dataset = "returns" }));
        Assert.Empty(await DryRunAsync(new { store = "S9" }));
        Assert.Equal(1, (await FindAsync(_completed)).Attempt);
    }

    [Fact]
    public async Task A_replay_is_taken_on_shown_and_on_every_runs_timeline()
    {
        using var response = await _http.PostAsJsonAsync(
            "/api/replays", new { dataset = "orders", concurrency = 1, actor = "ana", reason = "Contract 1.1.0" }, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = (await response.Content.ReadFromJsonAsync<ReplayAnswer>(Cancelled))!;
        Assert.Equal((2, 1), (answer.Matched, answer.Concurrency));
        await WaitAsync(_completed, RunState.Transforming);
        var report = await _http.GetFromJsonAsync<ReplayReport>(response.Headers.Location, Cancelled);
        Assert.Equal((answer.ReplayId, "Running", 2, 1, 1), (report!.ReplayId, report.State, report.Total, report.Waiting, report.InFlight));
        await SendAsync(_completed, RunState.Completed, _completed.Transformed(2), _completed.Loaded(2));
        await WaitAsync(_failed, RunState.Transforming);
        var run = await FindAsync(_failed);
        Assert.Equal(("ana", $"Contract 1.1.0 (replay {answer.ReplayId:D})"), (run.Timeline[^1].Actor, run.Timeline[^1].Reason));
        Assert.Single((await _http.GetFromJsonAsync<List<ReplayReport>>("/api/replays", Cancelled))!);
    }

    [Fact]
    public async Task A_wrong_request_is_refused_with_what_to_do()
    {
        await RefusedAsync(new { reason = "x" }, HttpStatusCode.BadRequest, "Say which runs");
        await RefusedAsync(new { dataset = "orders" }, HttpStatusCode.BadRequest, "Say why");
        await RefusedAsync(new { dataset = "orders", reason = "x", concurrency = 65 }, HttpStatusCode.BadRequest, "1 to 64");
        await RefusedAsync(new { state = "Held", reason = "x" }, HttpStatusCode.BadRequest, "replay is for runs that are Completed");
        await RefusedAsync(new { from = Batch.LandedAt, to = Batch.LandedAt, reason = "x" }, HttpStatusCode.BadRequest, "is not before");
        await RefusedAsync(new { to = Batch.LandedAt.AddDays(1), reason = "x" }, HttpStatusCode.BadRequest, "to = 2026-03-01T08:00:02.000000Z");
        _services.IsAway = true;
        await RefusedAsync(new { store = "S2", reason = "x" }, HttpStatusCode.ServiceUnavailable, "warehouse's service");
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync($"/api/replays/{Guid.NewGuid()}", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task The_watchs_report_is_404_before_the_first_look_and_a_repair_needs_a_reason()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/api/reconcile", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _http.PostAsJsonAsync("/api/reconcile", new { repair = true }, Cancelled)).StatusCode);

        var looked = await _http.PostAsJsonAsync("/api/reconcile", new { repair = false, actor = "ana" }, Cancelled);

        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        var report = await _http.GetFromJsonAsync<ReconcileReport>("/api/reconcile", Cancelled);
        Assert.Equal(("ana", false, true), (report!.Actor, report.Repair, report.Balanced));
    }

    private async Task<IEnumerable<Guid>> DryRunAsync(object criteria)
    {
        var body = JsonSerializer.SerializeToNode(criteria, JsonSerializerOptions.Web)!.AsObject();
        body["dryRun"] = true;
        using var response = await _http.PostAsJsonAsync("/api/replays", body, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = (await response.Content.ReadFromJsonAsync<ReplayAnswer>(Cancelled))!;
        Assert.Null(answer.ReplayId);
        return answer.Batches.Select(batch => batch.BatchId);
    }

    private async Task RefusedAsync(object request, HttpStatusCode status, string detail)
    {
        using var response = await _http.PostAsJsonAsync("/api/replays", request, Cancelled);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(detail, (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail, StringComparison.Ordinal);
    }

    private async Task SendAsync(Batch batch, string until, params object[] messages)
    {
        var queue = await _app.Services.GetRequiredService<IBus>().GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        foreach (var (message, entries) in messages.Select((message, i) => (message, i)))
        {
            var before = (await _app.Services.GetRequiredService<IRunLedger>().FindAsync(batch.Id, Cancelled))?.Timeline.Count ?? 0;
            await queue.Send(message, message.GetType(), Cancelled);
            await WaitAsync(batch, run => run.Timeline.Count == before + 1);
        }

        await WaitAsync(batch, until);
    }

    private Task<RunDetail> WaitAsync(Batch batch, string state) => WaitAsync(batch, run => run.State == state);

    private async Task<RunDetail> WaitAsync(Batch batch, Func<RunDetail, bool> reached)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled))
        {
            if (await _app.Services.GetRequiredService<IRunLedger>().FindAsync(batch.Id, Cancelled) is { } run && reached(run))
                return run;
        }
    }

    private async Task<RunDetail> FindAsync(Batch batch) => (await _http.GetFromJsonAsync<RunDetail>($"/api/runs/{batch.Id}", Cancelled))!;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(_database.Settings);
        builder.Configuration["Orchestrator:MaxReplayBatches"] = "2";
        builder.Configuration["Services:Warehouse"] = _services.Url.ToString();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        builder.Services.AddRunLedger();
        builder.Services.AddSingleton<RunRepairs>().AddSingleton<ReconcileJournal>().AddSingleton<Reconciler>();
        builder.Services.AddSingleton<IReconcileCheck, BalanceCheck>();
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
