using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RetailBus.Web.Tests.Security;

/// <summary>Programs, browsers and other sites, as callers of the API.</summary>
[Collection(GuardedCollection.Name)]
public sealed class CallerTests(GuardedStack stack)
{
    private static readonly Uri Query = new("/api/query", UriKind.Relative);
    private static readonly Uri Runs = new("/api/runs", UriKind.Relative);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changes_anything_needs_the_pages_token_from_a_browser_and_not_from_a_program()
    {
        using var browser = stack.Session();
        using var signedIn = await browser.SignInAsync(GuardedStack.NameOf("uploader"), GuardedStack.Password);
        var token = await browser.TokenAsync("/upload");
        using var program = stack.Program("viewer");

        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(browser.Http, null));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(browser.Http, "forged"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(browser.Http, token));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(program, null));
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer rbk_")]
    [InlineData("Bearer rbk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer ' or 1=1 --")]
    [InlineData("Basic b3BlcmF0b3I6b3BlcmF0b3I=")]
    public async Task A_key_that_was_not_issued_opens_nothing(string authorization)
    {
        using var http = stack.Program();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var response = await http.GetAsync(Runs, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_end_of_a_key_counts_as_much_as_its_beginning()
    {
        var key = stack.KeyOf("operator");
        using var http = stack.Program();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key[..^1] + (key[^1] == 'A' ? 'B' : 'A'));

        using var response = await http.GetAsync(Runs, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_makes_himself_a_service()
    {
        using var http = stack.Program("viewer");
        http.DefaultRequestHeaders.Add("X-RetailBus-Service-Key", "");
        http.DefaultRequestHeaders.Add("X-RetailBus-Actor", "ann");
        http.DefaultRequestHeaders.Add("X-RetailBus-Role", "operator");

        using var response = await http.PostAsJsonAsync(new Uri($"/api/runs/{Guid.NewGuid():D}/retry", UriKind.Relative), new { reason = "r" }, Cancelled);

        Assert.False(response.IsSuccessStatusCode);
        Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{response.StatusCode}");
    }

    [Fact]
    public async Task The_timeline_names_who_signed_in_and_not_who_the_body_claims()
    {
        using var http = stack.Program("operator");
        using var landed = await http.PostAsync(
            new Uri("/api/uploads/online-retail/failing.csv", UriKind.Relative), new StringContent("InvoiceNo,StockCode\n1,2\n"), Cancelled);
        var run = landed.Headers.Location!;
        await WaitAsync(http, run, detail => detail.GetProperty("state").GetString() == "Failed");

        using var asked = await http.PostAsJsonAsync(
            new Uri($"{run}/retry", UriKind.Relative), new { actor = "mallory", reason = "once more" }, Cancelled);
        var retried = await WaitAsync(http, run, detail => detail.GetRawText().Contains("once more", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Contains("key operator", retried.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", retried.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Another_site_reaches_nothing_even_with_a_key(string header, string value, HttpStatusCode expected)
    {
        using var http = stack.Program("operator");
        using var request = new HttpRequestMessage(HttpMethod.Get, Runs);
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await http.SendAsync(request, Cancelled);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_refused()
    {
        using var http = stack.Program("viewer");
        using var request = new HttpRequestMessage(HttpMethod.Get, Runs);
        request.Headers.Add("X-Padding", new string('a', 40_000));

        using var response = await http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/_content/..%2f..%2f..%2fetc/passwd")]
    [InlineData("/app.css/../../../../etc/passwd")]
    public async Task No_path_leads_out_of_the_pages_files(string path)
    {
        using var http = stack.Program("operator");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(stack.Url.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        using var response = await http.SendAsync(request, Cancelled);

        Assert.DoesNotContain("root:", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Query) { Content = JsonContent.Create(new { sql = "select 1" }) };
        if (token is not null)
            request.Headers.Add("X-RetailBus-Antiforgery", token);
        using var response = await http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }

    private static async Task<JsonElement> WaitAsync(HttpClient http, Uri run, Func<JsonElement, bool> isDone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(Cancelled))
        {
            using var response = await http.GetAsync(run, Cancelled);
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled) is var detail && isDone(detail))
                return detail;
        }

        throw new InvalidOperationException("The timer stopped.");
    }
}
