using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Uploading;

[Collection(PagesCollection.Name)]
public sealed class UploadPageTests(LiveStack stack)
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp";
    private const string GoodRow = "U-1,S21,tea,1,2.50,2.50,03/01/2026 09:30";

    [Fact]
    public async Task A_file_is_shown_as_it_is_read_sent_and_followed_to_its_reconciliation()
    {
        await using var window = await OpenAsync();
        await ChooseAsync(window, "page-upload.csv", $"{Header}\n{GoodRow}\nU-2,S21,tea,two,2.50,5.00,03/01/2026 09:32\n");

        await window.SeeAsync("1 good, 1 bad, 0 repeated.");
        await window.SeeAsync("U-2,S21,tea,two,2.50,5.00,03/01/2026 09:32");
        await Assertions.Expect(window.Page.GetByLabel("Dataset")).ToHaveValueAsync("orders");
        var faults = (await window.Page.RunAxe()).Violations;
        Assert.DoesNotContain(faults, fault => fault.Impact is "serious" or "critical");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
        await window.SeeAsync("3 records = 1 headers + 1 accepted + 1 quarantined + 0 duplicates");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "See the run" }).ClickAsync();
        await window.SeeAsync("page-upload.csv");
        Assert.Empty(window.Errors);
    }

    [Theory]
    [InlineData("picture.csv", "\u0089PNG\r\n\u001a\n", "The file is a picture (PNG), not text.")]
    [InlineData("book.csv", "PK\u0003\u0004rest", "The file is an Excel workbook (XLSX) or a ZIP archive, not text.")]
    [InlineData("other.csv", "a,b\n1,2\n", "The file's first line names the columns of no dataset.")]
    [InlineData("empty.csv", "", "The file is empty")]
    public async Task What_is_no_order_file_is_named_and_not_sent(string name, string content, string expected)
    {
        await using var window = await OpenAsync();
        var sent = new List<string>();
        window.Page.Request += (_, request) => sent.Add(request.Url);
        await ChooseAsync(window, name, content);

        await window.SeeAsync(expected);

        Assert.DoesNotContain(sent, url => url.Contains("/api/uploads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scripts_in_names_and_cells_are_text()
    {
        await using var window = await OpenAsync();
        await ChooseAsync(
            window,
            "<img src=x onerror=alert(1)>.csv",
            $"{Header}\nU-3,<script>alert(2)</script>,tea,1,2.50,9.99,03/01/2026 09:30\n{GoodRow}\n");

        await window.SeeAsync("<img src=x onerror=alert(1)>.csv");
        await window.SeeAsync("U-3,<script>alert(2)</script>");

        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_broken_upload_goes_on_after_the_page_was_closed_and_sends_only_what_is_missing()
    {
        await using var window = await OpenAsync();
        var file = await LargeFileAsync();
        try
        {
            var context = window.Page.Context;
            await context.RouteAsync("**/parts/2", route => route.AbortAsync());
            await window.Page.SetInputFilesAsync("#files", file);
            // Closed between two attempts: a page drops its routes as it closes, and what it tries just then would get through.
            await window.Page.EvaluateAsync(
                "() => { const wait = setTimeout; window.setTimeout = (work, time, ...more) => time >= 500 ? 0 : wait(work, time, ...more); }");
            var first = window.Page.WaitForResponseAsync(
                response => response.Url.EndsWith("/parts/1", StringComparison.Ordinal) && response.Ok);
            var second = new TaskCompletionSource();
            window.Page.RequestFailed += (_, request) => _ = request.Url.EndsWith("/parts/2", StringComparison.Ordinal) && second.TrySetResult();
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
            await first;
            await second.Task.WaitAsync(TestContext.Current.CancellationToken);
            var next = await context.NewPageAsync();
            await window.Page.CloseAsync();
            await context.UnrouteAsync("**/parts/2");

            var parts = new List<string>();
            next.Request += (_, request) =>
            {
                if (request.Method == "PUT")
                    parts.Add(request.Url[(request.Url.LastIndexOf('/') + 1)..]);
            };
            await next.GotoAsync("/upload");
            await next.SetInputFilesAsync("#files", file);
            await next.GetByRole(AriaRole.Button, new() { Name = "Go on with the upload" }).ClickAsync();
            await next.GetByText("accepted +").WaitForAsync();
            await next.Locator(".state.completed").WaitForAsync();

            Assert.Equal(["2"], parts);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing()
    {
        await using var window = await OpenAsync();
        var file = await LargeFileAsync();
        try
        {
            await window.Page.RouteAsync("**/parts/2", route => route.AbortAsync());
            await window.Page.SetInputFilesAsync("#files", file);
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
            var given = window.Page.WaitForResponseAsync(response => response.Request.Method == "DELETE");
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

            await window.SeeAsync("Cancelled: nothing of it was kept.");
            Assert.Equal(204, (await given).Status);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<Window> OpenAsync()
    {
        var window = await stack.OpenAsync();
        await window.GoAsync("/upload");
        return window;
    }

    private static Task ChooseAsync(Window window, string name, string content) => window.Page.SetInputFilesAsync(
        "#files", new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.Latin1.GetBytes(content) });

    /// <summary>Of two parts.</summary>
    private static async Task<string> LargeFileAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"large-{Guid.NewGuid():N}.csv");
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync($"{Header},note");
        var note = new string('n', 4000);
        for (var row = 0; row < 2200; row++)
            await writer.WriteLineAsync($"{Path.GetFileName(path)}-{row},S22,tea,1,2.50,2.50,03/01/2026 09:30,{note}");
        return path;
    }
}
