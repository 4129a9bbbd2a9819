using Microsoft.AspNetCore.Components;
using RetailBus.Contracts.Runs;
using RetailBus.Web.Api;
using RetailBus.Web.Components;

namespace RetailBus.Web.Pages.Home;

/// <summary>What landed today, what waits for a person, what is sold.</summary>
public partial class HomePage
{
    private const int LatestShown = 8;
    private const int WaitingShown = 5;
    private const int MostLanded = 500;

    private Problem? _runsProblem;
    private Problem? _salesProblem;

    [PersistentState]
    public Dictionary<string, int>? Counts { get; set; }

    [PersistentState]
    public IReadOnlyList<RunSummary>? Latest { get; set; }

    [PersistentState]
    public LandedToday? Landed { get; set; }

    [PersistentState]
    public List<SalesTotal>? Totals { get; set; }

    [PersistentState]
    public List<StoreFreshness>? Freshness { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [PersistentState]
    public IReadOnlyList<RunSummary>? WaitingRuns { get; set; }

    private long? Waiting => Counts is null ? null : RunRules.Waiting.Sum(state => (long)Counts.GetValueOrDefault(state));

    private long? UnderWay => Counts is null ? null : (long)Counts.GetValueOrDefault(RunState.Transforming) + Counts.GetValueOrDefault(RunState.Loading);

    private string LandedNote => Landed is null
        ? ""
        : $"{(Landed.Runs == 1 ? "file" : "files")}, {Formats.Count(Landed.Rows, "good row")} (since 0:00 UTC)";

    protected override async Task OnInitializedAsync()
    {
        if (Counts is null)
            await ShowCountsAsync(await Api.GetAsync<Dictionary<string, int>>("api/runs/counts", Gone));
        if (Totals is null)
            await ReadSalesAsync();
        Watch<Dictionary<string, int>>("counts", "api/runs/counts", ShowCountsAsync);
        Watch<List<WarehouseVersion>>("version", "api/warehouse/version", answer =>
        {
            _salesProblem = answer.Problem;
            return _salesProblem is null ? ReadSalesAsync() : Task.CompletedTask;
        });
    }

    private async Task ShowCountsAsync(Answer<Dictionary<string, int>> answer)
    {
        _runsProblem = answer.Problem;
        Counts = answer.Value ?? Counts;
        if (answer.Value is null)
            return;

        var newest = await Api.GetAsync<RunPage>($"api/runs?limit={MostLanded}", Gone);
        if (newest.Value is { } page)
        {
            Latest = [.. page.Runs.Take(LatestShown)];
            Landed = LandedToday.Of(page.Runs, Time.GetUtcNow(), MostLanded);
        }

        var waiting = new List<RunSummary>();
        foreach (var state in RunRules.Waiting.Where(state => answer.Value.GetValueOrDefault(state) > 0))
            waiting.AddRange((await Api.GetAsync<RunPage>($"api/runs?limit={WaitingShown}&state={state}", Gone)).Value?.Runs ?? []);
        WaitingRuns = [.. waiting.Take(WaitingShown)];
    }

    private async Task ReadSalesAsync()
    {
        var totals = await Api.GetAsync<List<SalesTotal>>("api/sales/total", Gone);
        _salesProblem = totals.Problem;
        Totals = totals.Value ?? Totals;
        Freshness = (await Api.GetAsync<List<StoreFreshness>>("api/sales/freshness?limit=10000", Gone)).Value ?? Freshness;
    }

    private static string SalesOf(SalesTotal total) =>
        $"/sales?dataset={Uri.EscapeDataString(total.Dataset)}&currency={Uri.EscapeDataString(total.Currency)}";

    private DateTimeOffset? Newest(SalesTotal total) => Freshness?
        .Where(store => store.Dataset == total.Dataset && store.Currency == total.Currency)
        .Select(store => (DateTimeOffset?)store.LastLandedAt)
        .Max();
}
