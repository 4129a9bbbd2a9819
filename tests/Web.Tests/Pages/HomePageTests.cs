using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class HomePageTests(LiveStack stack)
{
    [Fact]
    public async Task The_overview_shows_sales_by_currency_and_what_needs_a_hand()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/");

        await window.Page.GetByRole(AriaRole.Region, new() { Name = "Needs a hand" }).GetByText("no-quantity.csv").WaitForAsync();
        var sales = window.Page.GetByRole(AriaRole.Region, new() { Name = "Sales now" }).First;
        await Assertions.Expect(sales).ToContainTextAsync("£");
        await Assertions.Expect(sales).ToContainTextAsync("$");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task Services_that_do_not_answer_are_named_with_what_to_do()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        await using var app = await FrontDoor.StartAsync(_ => { }, new()
        {
            ["Services:Orchestrator"] = "http://127.0.0.1:9",
            ["Services:Warehouse"] = "http://127.0.0.1:9",
        });
        await using var window = await stack.Browser.OpenAsync(app.Urls.Single());
        await window.GoAsync("/");

        await window.SeeAsync("The orchestrator does not answer.");
        await window.SeeAsync("The warehouse does not answer.");
        await window.SeeAsync("/health/ready");
    }

    [Fact]
    public async Task The_theme_that_was_chosen_stays()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/");
        await window.LiveAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();

        await window.GoAsync("/runs");

        await Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Equal("dark", await window.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
    }
}
