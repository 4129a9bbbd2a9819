using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailBus.Web.Api;
using RetailBus.Web.Live;

namespace RetailBus.Web.Pages.Sales;

/// <summary>What is sold, live: every load shows within a second.</summary>
public partial class SalesPage
{
    private Problem? _problem;
    private DateTimeOffset? _loadedAt;
    private SalesFilter? _asked;

    [SupplyParameterFromQuery]
    private string? Dataset { get; set; }

    [SupplyParameterFromQuery]
    private string? Currency { get; set; }

    [SupplyParameterFromQuery]
    private string? Store { get; set; }

    [SupplyParameterFromQuery]
    private string? Item { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? To { get; set; }

    /// <summary>By which the page that comes alive takes up the view that it was sent with.</summary>
    [PersistentState]
    public Guid? Sent { get; set; }

    [Inject]
    private Handoff Handoff { get; set; } = default!;

    private SalesView? View { get; set; }

    private SalesFilter Filter => new()
    {
        Dataset = NullIfEmpty(Dataset),
        Currency = NullIfEmpty(Currency),
        Store = NullIfEmpty(Store),
        Item = NullIfEmpty(Item),
        From = DateOf(From),
        To = DateOf(To),
    };

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked is null && Sent is { } sent)
            View = Handoff.Take<SalesView>(sent);
        if (_asked != Filter && (_asked is not null || View is null))
            await ReadAsync();
        if (!RendererInfo.IsInteractive && View is not null)
            Sent = Handoff.Leave(View);
        _asked = Filter;
        Watch<List<WarehouseVersion>>("version", "api/warehouse/version", ShowAsync);
    }

    private async Task ShowAsync(Answer<List<WarehouseVersion>> answer)
    {
        var loadedAt = answer.Value?.SingleOrDefault()?.CommittedAt;
        _problem = answer.Problem;
        _loadedAt = loadedAt ?? _loadedAt;
        if (_problem is null)
            await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var filter = Filter;
        _asked = filter;
        var answer = await SalesReader.ReadAsync(Api, filter, Gone);
        if (filter != Filter)
            return; // another filter was chosen meanwhile
        _problem = answer.Problem;
        View = answer.Value ?? View;
    }

    private void Choose(SalesFilter filter) => Navigation.NavigateTo(Address(filter));

    private string Address(SalesFilter filter) => Navigation.GetUriWithQueryParameters("/sales", new Dictionary<string, object?>
    {
        ["dataset"] = filter.Dataset,
        ["currency"] = filter.Currency,
        ["store"] = filter.Store,
        ["item"] = filter.Item,
        ["from"] = filter.From,
        ["to"] = filter.To,
    });

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
