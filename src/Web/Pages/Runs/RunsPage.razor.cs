using Microsoft.AspNetCore.Components;
using RetailBus.Contracts.Runs;
using RetailBus.Web.Api;
using RetailBus.Web.Components;

namespace RetailBus.Web.Pages.Runs;

/// <summary>The ledger, live: what runs, what waits for a person, what was done.</summary>
public partial class RunsPage
{
    private const int PageSize = 50;
    private const int WaitingShown = 5;

    private static readonly string[] ChipStates =
    [
        RunState.Failed, RunState.Held, RunState.Transforming, RunState.Loading, RunState.Completed, RunState.Duplicate, RunState.Cancelled,
    ];

    /// <summary>So long nothing is typed before a text is looked for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly List<RunSummary> _older = [];
    private readonly List<RunSummary> _found = [];
    private bool _isFound;
    private int _searched;
    private int _search;
    private Guid? _next;
    private string _text = "";
    private string? _listed;
    private bool _hasMore;
    private Problem? _problem;

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? Dataset { get; set; }

    [PersistentState]
    public IReadOnlyList<RunSummary>? Newest { get; set; }

    [PersistentState]
    public Dictionary<string, int>? Counts { get; set; }

    [PersistentState]
    public List<string>? Datasets { get; set; }

    /// <summary>By state.</summary>
    [PersistentState]
    public Dictionary<string, IReadOnlyList<RunSummary>>? WaitingRuns { get; set; }

    private List<RunSummary> Waiting => [.. RunRules.Waiting.SelectMany(state => WaitingRuns?.GetValueOrDefault(state) ?? [])];

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool IsSearching => _text.Trim().Length > 0;

    private bool HasMore => IsSearching ? _isFound && _next is not null : _hasMore;

    /// <summary>Of the newest runs as they are now; of older ones as they were found.</summary>
    private List<RunSummary>? Shown => Newest is null
        ? null
        : [.. Newest.Concat(IsSearching ? _found : _older).DistinctBy(run => run.Id).Where(Fits)];

    protected override async Task OnParametersSetAsync()
    {
        var list = ListPath(null);
        if (_listed is not null && _listed != list)
        {
            Newest = null;
            _older.Clear();
            _found.Clear();
            _hasMore = false;
        }

        var isNew = _listed != list;
        _listed = list;
        Watch<RunPage>("runs", list, ShowAsync);
        Watch<Dictionary<string, int>>("counts", "api/runs/counts", answer =>
        {
            Counts = answer.Value ?? Counts;
            return Task.CompletedTask;
        });
        foreach (var state in RunRules.Waiting)
        {
            Watch<RunPage>(state, WaitingPath(state), answer =>
            {
                (WaitingRuns ??= [])[state] = answer.Value?.Runs ?? [];
                return Task.CompletedTask;
            });
        }

        if (isNew && Newest is null)
            await ShowAsync(await Api.GetAsync<RunPage>(list, Gone));
        if (isNew && IsSearching)
            await SearchAsync();
        if (WaitingRuns is null)
        {
            var waiting = new Dictionary<string, IReadOnlyList<RunSummary>>();
            foreach (var state in RunRules.Waiting)
                waiting[state] = (await Api.GetAsync<RunPage>(WaitingPath(state), Gone)).Value?.Runs ?? [];
            WaitingRuns ??= waiting;
        }

        Counts ??= (await Api.GetAsync<Dictionary<string, int>>("api/runs/counts", Gone)).Value;
        Datasets ??= (await Api.GetAsync<List<Dataset>>("api/datasets", Gone)).Value?.ConvertAll(dataset => dataset.Name);
        _hasMore |= _older.Count == 0 && Newest?.Count == PageSize;
    }

    private Task ShowAsync(Answer<RunPage> answer)
    {
        _problem = answer.Problem;
        if (answer.Value is not { } page)
            return Task.CompletedTask;

        // What falls off the first page stays in sight when older pages were asked for, or all were looked through.
        var fallen = (Newest ?? []).ExceptBy(page.Runs.Select(run => run.Id), run => run.Id).ToList();
        if (_older.Count > 0)
            _older.InsertRange(0, fallen);
        if (_isFound)
            _found.InsertRange(0, fallen);
        Newest = page.Runs;
        if (_older.Count == 0)
            _hasMore = page.Runs.Count == PageSize;
        return Task.CompletedTask;
    }

    /// <summary>Looks for the text in all runs, not only in those that were read already.</summary>
    private async Task SearchAsync()
    {
        var search = ++_search;
        _isFound = false;
        if (!IsSearching)
            return;
        await Task.Delay(Pause, Time, Gone);
        if (search != _search)
            return; // something else was typed meanwhile
        _found.Clear();
        (_searched, _next) = (0, null);
        await LookAsync();
    }

    private async Task LookAsync()
    {
        var search = _search;
        var answer = await Api.GetAsync<RunPage>($"{ListPath(_next)}&text={Uri.EscapeDataString(_text.Trim())}", Gone);
        if (search != _search)
            return;
        _problem = answer.Problem;
        if (answer.Value is not { } page)
            return;
        _found.AddRange(page.Runs);
        _searched += page.Searched ?? 0;
        (_next, _isFound) = (page.Next, true);
    }

    private void Clear()
    {
        _text = "";
        _search++;
    }

    private async Task MoreAsync()
    {
        if (IsSearching)
        {
            await LookAsync();
            return;
        }

        var last = _older.Count > 0 ? _older[^1] : Newest is { Count: > 0 } newest ? newest[^1] : null;
        var answer = await Api.GetAsync<RunPage>(ListPath(last?.Id), Gone);
        _problem = answer.Problem;
        if (answer.Value is not { } page)
            return;
        _older.AddRange(page.Runs);
        _hasMore = page.Runs.Count == PageSize;
    }

    private void ChooseDataset(ChangeEventArgs change) => Navigation.NavigateTo(Address(State, change.Value as string));

    private bool Fits(RunSummary run) => _text.Length == 0
        || Contains(run.Object.Key) || Contains(run.Reason) || Contains(run.Id.ToString("D"));

    private bool Contains(string? text) => text?.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase) == true;

    private static string WaitingPath(string state) => $"api/runs?limit={WaitingShown}&state={state}";

    private string ListPath(Guid? before) => $"api/runs?limit={PageSize}"
        + (State is { Length: > 0 } state ? $"&state={Uri.EscapeDataString(state)}" : "")
        + (Dataset is { Length: > 0 } dataset ? $"&dataset={Uri.EscapeDataString(dataset)}" : "")
        + (before is { } id ? $"&before={id:D}" : "");

    private string Address(string? state, string? dataset) => Navigation.GetUriWithQueryParameters("/runs", new Dictionary<string, object?>
    {
        ["state"] = state,
        ["dataset"] = string.IsNullOrEmpty(dataset) ? null : dataset,
    });
}
