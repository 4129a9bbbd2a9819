using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class RunsPageTests(LiveStack stack)
{
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
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Duplicate") }).ClickAsync();
        await window.Page.WaitForURLAsync("**state=Duplicate");

        var rows = window.Page.GetByRole(AriaRole.Region, new() { Name = "Runs", Exact = true }).Locator("tbody tr");
        await Assertions.Expect(rows).ToContainTextAsync(["shops-again.csv"]);
        await window.FillLiveAsync(window.Page.GetByLabel("File, reason or id contains"), "nothing like it");
        await window.SeeAsync("No run fits.");
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
        await window.Page.WaitForURLAsync($"**/runs/{run.Id:D}");
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
