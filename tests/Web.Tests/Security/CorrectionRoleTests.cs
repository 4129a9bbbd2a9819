using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Security;

[Collection(GuardedCollection.Name)]
public sealed class CorrectionRoleTests(GuardedStack stack, Browser browser)
{
    private const string Rows = """
        order_id,store_id,item,quantity,price,total_amount,timestamp
        Q-1,S1,tea,two,2.50,5.00,03/01/2026 09:30
        Q-2,S1,tea,1,2.50,2.50,03/01/2026 09:31
        Q-3,S1,tea,1,2.50,2.50,03/01/2026 09:32

        """;

    [Fact]
    public async Task An_uploader_corrects_rows_and_a_viewer_only_reads_them()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        var batch = await stack.LandAsync("to-correct.csv", Rows);

        await using var viewer = await SignInAsync("viewer-person", batch);
        await viewer.SeeAsync("Q-1,S1,tea,two,2.50,5.00");
        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        await using var uploader = await SignInAsync("uploader-person", batch);
        await uploader.FillLiveAsync(uploader.Page.GetByLabel("Row of line 2"), "Q-1,S1,tea,2,2.50,5.00,03/01/2026 09:30");
        await uploader.Page.GetByRole(AriaRole.Button, new() { Name = "Send 1 corrected row" }).ClickAsync();
        await uploader.Page.GetByLabel("Reason").FillAsync("The till was wrong.");
        await uploader.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        await uploader.SeeAsync("1 corrected row was sent.");
        Assert.Empty(uploader.Errors);
    }

    private async Task<Window> SignInAsync(string name, Guid batch)
    {
        var window = await browser.OpenAsync(stack.Url.ToString());
        await window.GoAsync($"/quarantine/{batch:D}?dataset=orders");
        await SignInPageTests.SignInAsync(window, name, GuardedStack.Password);
        await window.Page.WaitForURLAsync("**/quarantine/**");
        await window.LiveAsync();
        return window;
    }
}
