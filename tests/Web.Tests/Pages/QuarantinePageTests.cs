using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class QuarantinePageTests(LiveStack stack)
{
    [Fact]
    public async Task Files_with_bad_rows_lead_to_their_rows_with_lines_and_reasons()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/quarantine");
        await window.LiveAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "with-bad-rows.csv", Exact = true }).ClickAsync();

        await window.SeeAsync("Line 3");
        await window.SeeAsync("total_amount must equal");
        await Assertions.Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(3);
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task The_download_holds_all_rows_and_no_formula()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        var id = stack.Data.WithBadRows.Id;

        using var response = await stack.Http.GetAsync(
            new Uri($"quarantine/{id:D}/rows.csv?dataset=orders", UriKind.Relative), TestContext.Current.CancellationToken);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("line,reasons,raw", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("5,", StringComparison.Ordinal) && line.Contains("\"'=HYPERLINK(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_that_does_not_exist_is_said()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/quarantine/00000000-0000-0000-0000-000000000001?dataset=orders");

        await window.SeeAsync("was not transformed yet, or there is none");
    }
}
