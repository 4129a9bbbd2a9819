using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RetailBus.Web.Tests;

public class HomePageTests
{
    private const string Run = """
        {"runs":[{"id":"0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11","dataset":"orders","state":"Failed","reason":"The <file> has no column quantity.",
        "attempt":1,"object":{"bucket":"b","key":"orders/<script>alert(1)</script>.csv","eTag":"e","size":1,"landedAt":"2026-03-31T12:00:00Z"},
        "rows":{"accepted":1234},"timings":{"landedAt":"2026-03-31T12:00:00Z","startedAt":"2026-03-31T12:00:00Z"}}]}
        """;

    [Fact]
    public async Task The_page_shows_sales_and_runs_and_runs_no_script_from_a_file_name()
    {
        await using var app = await FrontDoor.StartAsync(services =>
        {
            services.MapGet("/api/runs", () => Results.Content(Run, "application/json"));
            services.MapGet("/api/sales/total", () => Results.Content(
                """[{"dataset":"orders","currency":"USD","net":1234.5,"orders":12,"average":102.875,"returns":-3,"largest":99}]""", "application/json"));
            services.MapGet("/api/sales/by-store", () => Results.Content("""[{"store_id":"S01","net":1234.5}]""", "application/json"));
        });
        using var http = FrontDoor.Client(app);

        using var response = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("1,234.50 USD", page, StringComparison.Ordinal);
        Assert.Contains("The &lt;file&gt; has no column quantity.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_said_on_the_page()
    {
        await using var app = await FrontDoor.StartAsync(_ => { });
        using var http = FrontDoor.Client(app);

        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("The warehouse does not answer.", page, StringComparison.Ordinal);
        Assert.Contains("The orchestrator does not answer.", page, StringComparison.Ordinal);
    }
}
