using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class PageSafetyTests(LiveStack stack)
{
    [Fact]
    public async Task Scripts_in_cells_store_names_and_reasons_are_shown_and_not_run()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/quarantine/{stack.Data.WithBadRows.Id:D}?dataset=orders");
        await window.LiveAsync();
        await Assertions.Expect(window.Page.Locator(".rows input").Nth(1))
            .ToHaveValueAsync(new Regex(Regex.Escape(StackData.Script)));

        await window.GoAsync("/deliveries");
        await window.SeeAsync(StackData.HostileStore);
        await window.LiveAsync(); // a page that is left while it connects complains of the broken connection
        await window.GoAsync($"/sales?dataset=orders&store={Uri.EscapeDataString(StackData.HostileStore)}");
        await window.SeeAsync(StackData.HostileStore);
        await window.LiveAsync();

        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_script_in_a_file_name_is_shown_and_not_run()
    {
        await using var window = await stack.OpenAsync();
        const string Name = "<script>alert('name')</script>.csv";
        await stack.PutAsync($"orders/{Name.Replace("/", "-", StringComparison.Ordinal)}", StackData.OneOrder("NAME-1", "S04", 1m));

        await window.GoAsync("/runs");
        await window.SeeAsync("<script>alert('name')<-script>.csv");

        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task Pages_ask_no_other_host_and_allow_no_inline_script()
    {
        await using var window = await stack.OpenAsync();
        foreach (var path in new[] { "/", "/runs", "/sales", "/quarantine", "/queues", "/deliveries", "/find" })
        {
            await window.GoAsync(path);
            if (path != "/find")
                await window.LiveAsync();
        }

        Assert.Equal(["127.0.0.1"], window.Hosts);
        using var response = await stack.Http.GetAsync(new Uri("runs", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_said_with_its_status()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        using var page = await stack.Http.GetAsync(new Uri("nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
        using var api = await stack.Http.GetAsync(new Uri("api/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("There is no such page", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
    }
}
