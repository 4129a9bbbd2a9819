using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

/// <summary>Pictures for a person to look at; taken where <c>RETAILBUS_SCREENSHOTS</c> names a folder for them.</summary>
[Collection(PagesCollection.Name)]
public sealed class ScreenshotTests(LiveStack stack)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RETAILBUS_SCREENSHOTS");

    [Fact]
    public async Task Each_page_is_pictured_wide_and_narrow_in_light_and_dark()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "RETAILBUS_SCREENSHOTS names no folder");
        var data = stack.Data;
        (string Name, string Path)[] pages =
        [
            ("overview", "/"), ("upload", "/upload"), ("runs", "/runs"), ("runs-none", "/runs?state=Loading"),
            ("run", $"/runs/{data.WithBadRows.Id:D}"),
            ("run-failed", $"/runs/{data.Failed.Id:D}"), ("run-held", $"/runs/{data.Held.Id:D}"), ("sales", "/sales?dataset=online-retail"),
            ("sales-none", "/sales?dataset=orders&store=nowhere"), ("quarantine", "/quarantine"),
            ("quarantine-rows", $"/quarantine/{data.WithBadRows.Id:D}?dataset=orders"), ("deliveries", "/deliveries"), ("queues", "/queues"),
            ("find", "/find"), ("find-row", "/find?dataset=orders&order_id=A-1"), ("find-none", "/find?dataset=orders&order_id=never"),
            ("nowhere", "/nowhere"),
        ];
        foreach (var look in new WindowLook[] { new(), new(IsDark: true), new(Width: 390), new(IsDark: true, Width: 390) })
        {
            await using var window = await stack.OpenAsync(look);
            foreach (var (name, path) in pages)
            {
                await window.GoAsync(path);
                if (name is not ("upload" or "nowhere") && !name.StartsWith("find", StringComparison.Ordinal))
                    await window.LiveAsync();
                await window.FitsAsync();
                var file = Path.Combine(Folder, $"{name}-{look.Width}-{(look.IsDark ? "dark" : "light")}.png");
                await window.Page.ScreenshotAsync(new() { Path = file, FullPage = true });
                Assert.True(File.Exists(file));
            }
        }
    }
}
