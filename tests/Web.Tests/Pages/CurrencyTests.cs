using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

/// <summary>A dataset whose shops sell in two currencies.</summary>
[Collection(PagesCollection.Name)]
public sealed class CurrencyTests(LiveStack stack)
{
    private static readonly (string Currency, decimal Amount, int Orders)[] Books = [("USD", 1100.50m, 11), ("EUR", 2200.25m, 7)];

    [Fact]
    public async Task Each_currency_has_its_own_sums_and_they_are_never_added()
    {
        await using var app = await FrontDoor.StartAsync(Map);
        await using var window = await stack.Browser.OpenAsync(app.Urls.Single());

        await window.GoAsync("/");
        await window.SeeAsync("$1,100.50");
        await window.SeeAsync("€2,200.25");
        await AssertNoSumAsync(window);
        await window.LiveAsync();

        await window.GoAsync("/sales?dataset=shops");
        await window.SeeAsync("$1,100.50");
        await Assertions.Expect(window.Page.Locator("main")).Not.ToContainTextAsync("€");
        await AssertNoSumAsync(window);
        await window.LiveAsync();
        await window.Page.GetByLabel("Currency").SelectOptionAsync("EUR");

        await window.AtAsync("currency=EUR");
        await window.SeeAsync("€2,200.25");
        await Assertions.Expect(window.Page.Locator(".tiles")).Not.ToContainTextAsync("$");
        await AssertNoSumAsync(window);
    }

    private static Task AssertNoSumAsync(Window window) =>
        Assertions.Expect(window.Page.Locator("main")).Not.ToContainTextAsync("3,300.75");

    private static void Map(WebApplication services)
    {
        services.MapGet("/api/sales/total", (string? currency) => Of(currency, (book, amount, orders) => new
        {
            dataset = "shops",
            currency = book,
            gross = amount,
            returns = 0m,
            net = amount,
            orders,
            average = amount / orders,
            largest = amount,
            lines = orders,
        }));
        foreach (var view in new[] { "by-day", "by-store", "by-item" })
        {
            services.MapGet($"/api/sales/{view}", (string? currency) => Of(currency, (book, amount, orders) => new
            {
                dataset = "shops",
                currency = book,
                day = "2026-03-01",
                storeId = "S1",
                itemId = "tea",
                gross = amount,
                net = amount,
                orders,
                lines = orders,
            }));
        }

        services.MapGet("/api/sales/by-hour", (string? currency) => Of(currency, (book, amount, orders) => new
        {
            dataset = "shops",
            currency = book,
            hour = "2026-03-01T09:00:00Z",
            gross = amount,
            net = amount,
            orders,
            lines = orders,
        }));
        services.MapGet("/api/sales/latest", (string? currency) => Of(currency, (book, amount, orders) => new
        {
            dataset = "shops",
            currency = book,
            storeId = "S1",
            orderId = $"{book}-1",
            orderedAt = "2026-03-01T09:00:00Z",
            landedAt = "2026-03-01T10:00:00Z",
            lines = orders,
            quantity = 1,
            amount,
        }));
        services.MapGet("/api/sales/freshness", (string? currency) => Of(currency, (book, _, orders) => new
        {
            dataset = "shops",
            currency = book,
            storeId = "S1",
            lastOrderedAt = "2026-03-01T09:00:00Z",
            lastLandedAt = "2026-03-01T10:00:00Z",
            batches = 1,
            lines = orders,
        }));
        services.MapGet("/api/warehouse/version", () => new[] { new { loads = 1, committedAt = "2026-03-01T10:00:00Z" } });
    }

    private static IResult Of<T>(string? currency, Func<string, decimal, int, T> row) => Results.Json(
        Books.Where(book => currency is null || book.Currency == currency).Select(book => row(book.Currency, book.Amount, book.Orders)));
}
