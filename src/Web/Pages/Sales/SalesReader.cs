using RetailBus.Web.Api;

namespace RetailBus.Web.Pages.Sales;

/// <summary>Reads what the sales page shows.</summary>
internal static class SalesReader
{
    /// <summary>A time that spans no more days than this is shown by the hour.</summary>
    private const int DaysByHour = 3;
    private const int LatestOrders = 20;
    private const int MostParts = 10_000;

    public static async Task<Answer<SalesView>> ReadAsync(StackApi api, SalesFilter filter, CancellationToken cancellationToken)
    {
        var books = await api.GetAsync<List<SalesTotal>>("api/sales/total", cancellationToken);
        if (books.Value is null)
            return Answers.Failed<SalesView>(books.Problem!);
        if (Choose(books.Value, filter) is not { } book)
            return Answers.Of(new SalesView { Books = books.Value, Filter = filter });

        filter = filter with { Dataset = book.Dataset, Currency = book.Currency };
        var total = api.GetAsync<List<SalesTotal>>(filter.Path("total"), cancellationToken);
        var days = api.GetAsync<List<SalesPart>>(filter.Path("by-day", MostParts), cancellationToken);
        var stores = api.GetAsync<List<SalesPart>>(filter.Path("by-store", MostParts), cancellationToken);
        var items = api.GetAsync<List<SalesPart>>(filter.Path("by-item", MostParts), cancellationToken);
        var latest = api.GetAsync<List<LatestOrder>>(filter.Path("latest", LatestOrders), cancellationToken);
        var freshness = api.GetAsync<List<StoreFreshness>>(filter.Path("freshness", MostParts), cancellationToken);
        await Task.WhenAll(total, days, stores, items, latest, freshness);
        var problem = (await total).Problem ?? (await days).Problem ?? (await stores).Problem ?? (await items).Problem
            ?? (await latest).Problem ?? (await freshness).Problem;
        if (problem is not null)
            return Answers.Failed<SalesView>(problem);

        var periods = (await days).Value!;
        if (periods.Count > 0 && periods[^1].Day!.Value.DayNumber - periods[0].Day!.Value.DayNumber < DaysByHour)
        {
            var hours = await api.GetAsync<List<SalesPart>>(filter.Path("by-hour", MostParts), cancellationToken);
            if (hours.Value is null)
                return Answers.Failed<SalesView>(hours.Problem!);
            periods = hours.Value;
        }

        return Answers.Of(new SalesView
        {
            Books = books.Value,
            Filter = filter,
            Total = (await total).Value!.SingleOrDefault(),
            Periods = periods,
            Stores = (await stores).Value!,
            Items = (await items).Value!,
            Latest = (await latest).Value!,
            Freshness = (await freshness).Value!,
        });
    }

    /// <summary>The dataset and currency that were asked for; what is left open is the one with the most orders.</summary>
    private static SalesTotal? Choose(List<SalesTotal> books, SalesFilter filter)
    {
        var asked = books.Where(book => filter.Dataset is null || book.Dataset == filter.Dataset).ToList();
        return asked.FirstOrDefault(book => book.Currency == filter.Currency) ?? asked.MaxBy(book => book.Orders) ?? books.MaxBy(book => book.Orders);
    }
}
