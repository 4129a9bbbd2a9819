using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RetailBus.Platform.Security;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Tests.Security;

/// <summary>Limits, on a front door that has few.</summary>
public sealed class AttemptTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-attempts-");
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        new AccountStore(_folder.FullName).Add("ann", "operator", GuardedStack.Password);
        _app = await FrontDoor.StartAsync(
            services => services.MapGet("/api/runs", () => Results.Ok()),
            new() { ["Security:Folder"] = _folder.FullName, ["SignIn:Attempts"] = "3", ["SignIn:RequestsPerSecond"] = "3" });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Guessing_ends_soon_also_for_the_right_password()
    {
        using var browser = new BrowserSession(new Uri(_app.Urls.Single()));
        var token = await browser.TokenAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var guess = await browser.SignInAsync("ann", $"guess {attempt}", token: token);
            Assert.Equal("/sign-in?error=password", guess.Headers.Location!.OriginalString);
        }

        using var right = await browser.SignInAsync("ANN", GuardedStack.Password, token: token);

        Assert.Equal("/sign-in?error=attempts", right.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_asks_without_end_is_told_to_wait()
    {
        using var http = FrontDoor.Client(_app);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var patient = new HttpClient(handler) { BaseAddress = http.BaseAddress };
        HttpStatusCode last;
        var asked = 0;
        do
        {
            using var response = await patient.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
            last = response.StatusCode;
            asked++;
        }
        while (last == HttpStatusCode.OK && asked < 10_000);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_front_door_beyond_loopback_without_accounts_does_not_open()
    {
        var refusal = await Assert.ThrowsAsync<UnsafeBindingException>(() => FrontDoor.StartAsync(
            _ => { }, new() { ["Security:Folder"] = Path.Combine(_folder.FullName, "none"), ["Security:Hosts"] = "retail.example.com" }));

        Assert.Contains("retailbus users add", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_loopback_the_session_is_for_https_only_and_passwords_are_taken_over_https_only()
    {
        await using var app = await FrontDoor.StartAsync(
            _ => { }, new() { ["Security:Folder"] = _folder.FullName, ["Security:Hosts"] = "retail.example.com" });
        using var browser = new BrowserSession(new Uri(app.Urls.Single()));
        using var local = await browser.SignInAsync("ann", GuardedStack.Password);
        browser.Http.DefaultRequestHeaders.Host = "retail.example.com";

        using var open = await browser.PostAsync("/sign-in", ("name", "ann"), ("password", GuardedStack.Password));

        var cookies = local.Headers.GetValues("Set-Cookie");
        var session = cookies.Single(cookie => cookie.StartsWith("retailbus-session=", StringComparison.Ordinal));
        Assert.Contains("; secure", session, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/sign-in?error=https", open.Headers.Location!.OriginalString);
    }
}
