using System.Text;
using Microsoft.AspNetCore.Components;
using RetailBus.Contracts.Rows;
using RetailBus.Contracts.Runs;
using RetailBus.Web.Api;
using RetailBus.Web.Components;

namespace RetailBus.Web.Pages.Quarantine;

/// <summary>Rows that broke a rule, with their reasons; corrected here and sent again as a batch of their own.</summary>
public partial class QuarantineRowsPage
{
    private const int PageSize = 50;

    private readonly SortedDictionary<long, string> _edits = [];
    private ReasonDialog? _dialog;
    private Problem? _problem;
    private Resubmitted? _sent;
    private int _sentRows;
    private string _header = "";
    private bool _takesCorrections = true;

    [Parameter]
    public Guid BatchId { get; set; }

    [SupplyParameterFromQuery]
    private string? Dataset { get; set; }

    [PersistentState]
    public RunSummary? Run { get; set; }

    [PersistentState]
    public QuarantinePage? Rows { get; set; }

    private bool CanCorrect => Viewer.CanUpload && _takesCorrections;

    /// <summary>Whether there is something to send, and under which header is known.</summary>
    private bool IsReady => _edits.Count > 0 && !string.IsNullOrWhiteSpace(_header);

    private string Name => Dataset ?? Run?.Dataset ?? "";

    protected override async Task OnParametersSetAsync()
    {
        if (Run?.Id != BatchId)
            Run = (await Api.GetAsync<RunSummary>($"api/runs/{BatchId:D}", Gone)).Value;
        if (Rows?.BatchId != BatchId)
            await ReadAsync(0);
        if (_header.Length == 0)
        {
            var datasets = await Api.GetAsync<List<Dataset>>("api/datasets", Gone);
            var columns = datasets.Value?.Find(dataset => dataset.Name == Name)?.Columns ?? [];
            _header = string.Join(',', columns.Select(column => column.Name));
        }
    }

    private async Task ReadAsync(long offset)
    {
        var answer = await Api.GetAsync<QuarantinePage>(
            $"api/quarantine/{BatchId:D}?dataset={Uri.EscapeDataString(Name)}&offset={offset}&limit={PageSize}", Gone);
        _problem = answer.Problem;
        Rows = answer.Value ?? Rows;
    }

    private void Edit(QuarantinedRow row, string text)
    {
        if (text == row.Raw || text.Length == 0)
            _edits.Remove(row.Line);
        else
            _edits[row.Line] = text;
    }

    private Task ResubmitAsync() => _dialog!.AskAsync(
        "Send the corrected rows?",
        "They land as a file of their own, linked to this batch. The rows that you did not change stay here.",
        "Send",
        SendAsync);

    private async Task<Problem?> SendAsync(string reason)
    {
        var csv = new StringBuilder(_header.Trim()).Append("\r\n");
        foreach (var row in _edits.Values)
            csv.Append(row.TrimEnd('\r', '\n')).Append("\r\n");
        var answer = await Api.PostCsvAsync<Resubmitted>(
            $"api/quarantine/{BatchId:D}/resubmit?dataset={Uri.EscapeDataString(Name)}&actor={Uri.EscapeDataString(Viewer.Name)}"
            + $"&reason={Uri.EscapeDataString(reason)}",
            csv.ToString(),
            Gone);
        if (answer.Value is null)
        {
            _takesCorrections = answer.Problem is not { IsMissing: true, Advice.Length: 0 };
            StateHasChanged();
            return answer.Problem;
        }

        _sent = answer.Value;
        _sentRows = _edits.Count;
        _edits.Clear();
        StateHasChanged();
        return null;
    }
}
