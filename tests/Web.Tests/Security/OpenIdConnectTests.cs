using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RetailBus.Web.Tests.Security;

public sealed class OpenIdConnectTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-oidc-");
    private Issuer _issuer = null!;
    private WebApplication _app = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await Issuer.StartAsync();
        _app = await FrontDoor.StartAsync(
            services => services.MapGet("/api/runs", (HttpContext context) => context.User.Identity!.Name),
            new()
            {
                ["Security:Folder"] = _folder.FullName,
                ["SignIn:OpenIdConnect:Authority"] = _issuer.Url,
                ["SignIn:OpenIdConnect:ClientId"] = "retailbus",
                ["SignIn:OpenIdConnect:ClientSecret"] = Issuer.ClientSecret,
                ["SignIn:OpenIdConnect:Operators"] = "retail-ops, admins",
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _issuer.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_provider_says_who_and_the_settings_say_what_they_may()
    {
        _issuer.Claims = [new Claim("preferred_username", "ann"), new Claim("roles", "admins")];
        using var browser = new BrowserSession(new Uri(_app.Urls.Single()));

        using var signedIn = await SignInAsync(browser);
        var name = await browser.Http.GetStringAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);

        Assert.Equal("/runs", signedIn.Headers.Location!.OriginalString);
        Assert.Equal("ann", name);
    }

    [Fact]
    public async Task Somebody_without_a_role_may_nothing()
    {
        _issuer.Claims = [new Claim("preferred_username", "bob"), new Claim("roles", "warehouse")];
        using var browser = new BrowserSession(new Uri(_app.Urls.Single()));

        using var refused = await SignInAsync(browser);
        using var api = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);

        Assert.Equal("/sign-in?error=role", refused.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task A_token_that_the_provider_did_not_sign_is_refused()
    {
        _issuer.Claims = [new Claim("preferred_username", "mallory"), new Claim("roles", "admins")];
        _issuer.IsForged = true;
        using var browser = new BrowserSession(new Uri(_app.Urls.Single()));

        using var refused = await SignInAsync(browser);

        Assert.Equal("/sign-in?error=provider", refused.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_refused()
    {
        using var browser = new BrowserSession(new Uri(_app.Urls.Single()));

        var callback = new Uri("/sign-in/oidc/callback?code=code&state=forged", UriKind.Relative);
        using var refused = await browser.Http.GetAsync(callback, Cancelled);

        Assert.Equal("/sign-in?error=provider", refused.Headers.Location!.OriginalString);
    }

    private static async Task<HttpResponseMessage> SignInAsync(BrowserSession browser)
    {
        using var begun = await browser.Http.GetAsync(new Uri("/sign-in/oidc?returnUrl=/runs", UriKind.Relative), Cancelled);
        Assert.Contains("code_challenge_method=S256", begun.Headers.Location!.Query, StringComparison.Ordinal);
        using var authorized = await browser.Http.GetAsync(begun.Headers.Location, Cancelled);
        return await browser.Http.GetAsync(authorized.Headers.Location, Cancelled);
    }
}
