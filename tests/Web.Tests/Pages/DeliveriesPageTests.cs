using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class DeliveriesPageTests(LiveStack stack)
{
    private const string Freshness = """
        [{"dataset":"orders","currency":"USD","storeId":"S1","lastOrderedAt":"2026-03-02T09:00:00Z",
          "lastLandedAt":"2026-03-05T09:00:00Z","batches":4,"lines":90},
         {"dataset":"orders","currency":"USD","storeId":"S2","lastOrderedAt":"2026-03-01T09:00:00Z",
          "lastLandedAt":"2026-03-02T09:00:00Z","batches":1,"lines":9}]
        """;

    private const string Expected = """
        [{"dataset":"orders","store":"S17","date":"2026-03-30","timeZone":"Europe/London","expectedBy":"2026-03-30T07:30:00+01:00",
          "deliveredAt":null,"rows":0,"state":"missing"},
         {"dataset":"orders","store":"S1","date":"2026-03-30","timeZone":"Europe/London","expectedBy":"2026-03-30T07:30:00+01:00",
          "deliveredAt":"2026-03-30T07:00:00+01:00","rows":40,"state":"onTime"}]
        """;

    [Fact]
    public async Task Each_stores_newest_delivery_is_shown()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/deliveries");

        await window.SeeAsync("S01");
        await window.SeeAsync("United Kingdom");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task What_is_expected_today_is_shown_with_what_is_missing_first()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        await using var app = await FrontDoor.StartAsync(services =>
        {
            services.MapGet("/api/sales/freshness", () => Results.Content(Freshness, "application/json"));
            services.MapGet("/api/deliveries", () => Results.Content(Expected, "application/json"));
        });
        await using var window = await stack.Browser.OpenAsync(app.Urls.Single());
        await window.GoAsync("/deliveries");

        await window.SeeAsync("Expected today");
        var first = Assertions.Expect(window.Page.Locator("tbody tr").First);
        await first.ToContainTextAsync("S17");
        await first.ToContainTextAsync("Missing");
        await first.ToContainTextAsync("2026-03-30 07:30");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_store_that_is_a_day_behind_is_late_and_comes_first()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        await using var app = await FrontDoor.StartAsync(services =>
            services.MapGet("/api/sales/freshness", () => Results.Content(Freshness, "application/json")));
        await using var window = await stack.Browser.OpenAsync(app.Urls.Single());
        await window.GoAsync("/deliveries");

        await window.SeeAsync("1 of 2 stores is late.");
        var first = Assertions.Expect(window.Page.Locator("tbody tr").First);
        await first.ToContainTextAsync("S2");
        await first.ToContainTextAsync("3 days behind");
    }
}
