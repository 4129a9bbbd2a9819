using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class RunTraceTests(LiveStack stack)
{
    private static readonly LocatorAssertionsToContainTextOptions Patience = new() { Timeout = 60_000 };

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_run_shows_its_spans_as_a_waterfall_and_links_to_jaeger(int width)
    {
        await using var window = await stack.OpenAsync(new WindowLook(Width: width));
        await window.GoAsync($"/runs/{stack.Data.WithBadRows.Id:D}");

        var trace = window.Page.GetByRole(AriaRole.Region, new() { Name = "Trace", Exact = true });
        foreach (var span in new[] { "upload orders", "S3.PutObject", "wait for land", "land orders", "run becomes Transforming", "transform parse",
            "run becomes Loading", "load copy", "load merge", "load commit" })
        {
            await Assertions.Expect(trace).ToContainTextAsync(span, Patience);
        }

        await Assertions.Expect(trace.GetByRole(AriaRole.Link, new() { Name = "Open in Jaeger" }))
            .ToHaveAttributeAsync("href", $"http://127.0.0.1:16686/trace/{stack.Data.WithBadRows.TraceId}");
        await window.FitsAsync();
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_failed_runs_waterfall_says_why_and_quotes_nothing_of_the_file()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{stack.Data.Failed.Id:D}");

        var trace = window.Page.GetByRole(AriaRole.Region, new() { Name = "Trace", Exact = true });
        await Assertions.Expect(trace).ToContainTextAsync("run becomes Failed", Patience);
        await Assertions.Expect(trace.Locator("li.failed .why").First).ToContainTextAsync("the run says");
    }
}
