using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class FindPageTests(LiveStack stack)
{
    [Fact]
    public async Task Every_version_of_a_row_is_found_with_its_file_and_why_it_does_not_count()
    {
        await stack.LandAsync("orders", "first.csv", StackData.OneOrder("FIND-1", "S03", 4m));
        await stack.LandAsync("orders", "correction.csv", StackData.OneOrder("FIND-1", "S03", 5m));
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/find");
        await window.Page.GetByLabel("Dataset").SelectOptionAsync("orders");
        await window.AtAsync("dataset=orders");
        await window.Page.Locator("#order_id").FillAsync("FIND-1");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();

        var rows = window.Page.Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("Current");
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("correction.csv");
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("$5.00");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("replaced");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("first.csv");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task The_fields_have_the_names_of_the_chosen_datasets_columns()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/find?dataset=orders");
        await Assertions.Expect(window.Page.GetByLabel("order_id (required)")).ToBeVisibleAsync();

        await window.Page.GetByLabel("Dataset").SelectOptionAsync("online-retail");
        await window.Page.GetByLabel("InvoiceNo (required)").FillAsync("536000");
        await window.Page.GetByLabel("Country").FillAsync("United Kingdom");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();

        await window.SeeAsync("536000 · United Kingdom · KNITTED UNION FLAG HOT WATER BOTTLE 0");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_row_that_never_was_is_said()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/find?dataset=orders&order_id=never");

        await window.SeeAsync("No such row.");
    }
}
