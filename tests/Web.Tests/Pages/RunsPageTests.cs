using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class RunsPageTests(LiveStack stack)
{
    private static readonly Guid Older = Guid.Parse("00000000-0000-0000-0000-00000000000f");

    [Fact]
    public async Task Runs_that_wait_for_a_person_come_first_with_their_reasons()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/runs");

        var waiting = window.Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for you" });
        await waiting.GetByText("no-quantity.csv").WaitForAsync();
        await waiting.GetByText(stack.Data.Failed.Reason!).WaitForAsync();
        await window.SeeAsync("shops.csv");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_state_and_a_text_narrow_the_list_down()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/runs");
        await window.LiveAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Duplicate") }).ClickAsync();
        await window.AtAsync("state=Duplicate$");

        var rows = window.Page.GetByRole(AriaRole.Region, new() { Name = "Runs", Exact = true }).Locator("tbody tr");
        await Assertions.Expect(rows).ToContainTextAsync(["shops-again.csv"]);
        await window.FillLiveAsync(window.Page.GetByLabel("File, reason or id contains"), "nothing like it");
        await window.SeeAsync("No run fits.");
    }

    [Fact]
    public async Task A_text_is_looked_for_in_all_runs_page_by_page()
    {
        var run = JsonSerializer.SerializeToElement(stack.Data?.Good, JsonSerializerOptions.Web);
        await using var app = await FrontDoor.StartAsync(services => services.MapGet("/api/runs", (string? text, Guid? before) => text switch
        {
            null => Results.Json(new { runs = Array.Empty<object>() }),
            _ when before is null => Results.Json(new { runs = Array.Empty<object>(), searched = 2000, next = Older }),
            "shops" when before == Older => Results.Json(new { runs = new[] { run }, searched = 10 }),
            _ => Results.BadRequest(),
        }));
        await using var window = await stack.Browser.OpenAsync(app.Urls.Single());
        await window.GoAsync("/runs");
        await window.FillLiveAsync(window.Page.GetByLabel("File, reason or id contains"), "shops");

        await window.SeeAsync("The newest 2,000 were looked at.");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Look at older runs" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "shops.csv" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_file_that_lands_shows_on_the_open_page()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/runs");
        await window.LiveAsync();

        var run = await stack.LandAsync("orders", "while-you-look.csv", StackData.OneOrder("LOOK-1", "S02", 3.5m));

        var row = window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "while-you-look.csv" });
        await row.GetByText("Completed").WaitForAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "while-you-look.csv" }).ClickAsync();
        await window.AtAsync($"/runs/{run.Id:D}$");
    }

    [Fact]
    public async Task Times_are_in_the_viewers_zone_with_utc_on_hover()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{stack.Data.Good.Id:D}");

        var landed = stack.Data.Good.Timings.LandedAt;
        var time = window.Page.Locator($"time[datetime^='{landed.UtcDateTime:yyyy-MM-ddTHH:mm:ss}']").First;
        var there = TimeZoneInfo.ConvertTime(landed, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        await Assertions.Expect(time).ToContainTextAsync(there.ToString("HH:mm:ss", null));
        await Assertions.Expect(time).ToHaveAttributeAsync("title", $"{landed.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
    }
}
