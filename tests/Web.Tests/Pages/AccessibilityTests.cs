using Deque.AxeCore.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class AccessibilityTests(LiveStack stack)
{
    public static TheoryData<string> Paths { get; } =
        ["/", "/runs", "/runs/{failed}", "/runs/{good}", "/sales?dataset=online-retail", "/quarantine", "/quarantine/{bad}?dataset=orders", "/queues",
            "/deliveries", "/find?dataset=orders&order_id=A-1", "/nowhere"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_has_no_serious_fault_in_light_and_dark_and_on_a_phone(string path)
    {
        foreach (var look in new WindowLook[] { new(), new(IsDark: true), new(Width: 390) })
        {
            await using var window = await stack.OpenAsync(look);
            await window.GoAsync(Fill(path));
            if (path is not "/nowhere" && !path.StartsWith("/find", StringComparison.Ordinal))
                await window.LiveAsync();

            var result = await window.Page.RunAxe();

            Assert.Empty(result.Violations
                .Where(fault => fault.Impact is "serious" or "critical")
                .Select(fault => $"{look}: {fault.Id}: {fault.Help}: {string.Join(" | ", fault.Nodes.Select(node => node.Html))}"));
            await window.FitsAsync();
        }
    }

    private string Fill(string path) => stack.Data is null ? path : path
        .Replace("{failed}", stack.Data.Failed.Id.ToString("D"), StringComparison.Ordinal)
        .Replace("{good}", stack.Data.Good.Id.ToString("D"), StringComparison.Ordinal)
        .Replace("{bad}", stack.Data.WithBadRows.Id.ToString("D"), StringComparison.Ordinal);
}
