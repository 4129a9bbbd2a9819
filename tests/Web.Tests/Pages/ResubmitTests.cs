using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class ResubmitTests(LiveStack stack)
{
    private const string Id = "0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11";

    [Fact]
    public async Task A_corrected_row_is_sent_with_its_header_and_a_reason()
    {
        var received = new TaskCompletionSource<(string Query, string Body)>();
        await using var app = await FrontDoor.StartAsync(services =>
        {
            MapQuarantine(services);
            services.MapPost($"/api/quarantine/{Id}/resubmit", async (HttpRequest request) =>
            {
                received.SetResult((request.QueryString.Value!, await new StreamReader(request.Body).ReadToEndAsync()));
                return Results.Accepted(null, new { bucket = "b", key = "orders/fixed.csv", batchId = Id });
            });
        });
        await using var window = await OpenAsync(app);
        await CorrectAsync(window);

        await window.SeeAsync("1 corrected row was sent.");
        var (query, body) = await received.Task;
        Assert.Equal("order_id,quantity\r\nX-2,3\r\n", body);
        Assert.Contains("reason=The%20till%20was%20wrong.", query, StringComparison.Ordinal);
        Assert.Contains("actor=operator", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_service_that_takes_corrections_there_is_no_button_for_it()
    {
        await using var app = await FrontDoor.StartAsync(MapQuarantine);
        await using var window = await OpenAsync(app);
        await CorrectAsync(window);

        await window.SeeAsync("Not available");
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
    }

    private Task<Window> OpenAsync(WebApplication app)
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        return stack.Browser.OpenAsync(app.Urls.Single());
    }

    private static async Task CorrectAsync(Window window)
    {
        await window.GoAsync($"/quarantine/{Id}?dataset=orders");
        await window.FillLiveAsync(window.Page.GetByLabel("Row of line 3"), "X-2,3");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send 1 corrected row" }).ClickAsync();
        await window.Page.GetByLabel("Reason").FillAsync("The till was wrong.");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    private static void MapQuarantine(WebApplication services)
    {
        services.MapGet("/api/datasets", () => Results.Content(
            """[{"name":"orders","columns":[{"name":"order_id","key":true},{"name":"quantity","key":false}]}]""", "application/json"));
        services.MapGet($"/api/quarantine/{Id}", () => Results.Content(
            $$"""
            {"batchId":"{{Id}}","dataset":"orders","attempt":1,"total":1,"offset":0,
             "rows":[{"line":3,"raw":"X-2,two","reasons":[{"rule":"type","column":"quantity","value":"two","message":"is no number"}]}]}
            """,
            "application/json"));
    }
}
