using System.Globalization;

namespace RetailBus.Web.Pages.Sales;

/// <summary>Which sales are shown. Days are those of UTC, both included.</summary>
public sealed record SalesFilter
{
    public string? Dataset { get; init; }

    public string? Currency { get; init; }

    public string? Store { get; init; }

    public string? Item { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Whether it leaves out any sales of its dataset and currency.</summary>
    public bool IsNarrow => Store is not null || Item is not null || From is not null || To is not null;

    /// <summary>The API's address of a sales view through this filter.</summary>
    public string Path(string view, int? limit = null)
    {
        List<string> terms = [];
        Add("dataset", Dataset);
        Add("currency", Currency);
        Add("store", Store);
        Add("item", Item);
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To is { } to && to < DateOnly.MaxValue ? to.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
        Add("limit", limit?.ToString(CultureInfo.InvariantCulture));
        return $"api/sales/{view}?{string.Join('&', terms)}";

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                terms.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
