using System.Net;

namespace RetailBus.Web.Tests.Security;

[Collection(GuardedCollection.Name)]
public sealed class SignInTests(GuardedStack stack)
{
    private const string Viewer = "viewer-person";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_sign_in_and_back()
    {
        using var browser = stack.Session();

        using var refused = await browser.Http.GetAsync(new Uri("/runs?state=Failed", UriKind.Relative), Cancelled);
        using var signedIn = await browser.SignInAsync(Viewer.ToUpperInvariant(), GuardedStack.Password, "/runs?state=Failed");
        using var page = await browser.Http.GetAsync(signedIn.Headers.Location, Cancelled);

        Assert.EndsWith("/sign-in?returnUrl=%2Fruns%3Fstate%3DFailed", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/runs?state=Failed", signedIn.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData(Viewer, "wrong")]
    [InlineData("nobody", GuardedStack.Password)]
    [InlineData("", "")]
    public async Task A_wrong_name_and_a_wrong_password_are_answered_alike(string name, string password)
    {
        using var browser = stack.Session();

        using var response = await browser.SignInAsync(name, password);
        using var api = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);

        Assert.Equal("/sign-in?error=password", response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task The_session_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var browser = stack.Session();
        using var response = await browser.SignInAsync(Viewer, GuardedStack.Password);

        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("retailbus-session=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("evil.example")]
    public async Task Nobody_is_led_off_the_site(string returnUrl)
    {
        using var browser = stack.Session();

        using var response = await browser.SignInAsync(Viewer, GuardedStack.Password, returnUrl);

        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_sign_in_that_our_page_did_not_send_is_not_looked_at(string token)
    {
        using var browser = stack.Session();
        await browser.TokenAsync();

        using var response = await browser.SignInAsync(Viewer, GuardedStack.Password, token: token);

        Assert.Equal("/sign-in?error=stale", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Another_browsers_token_is_a_forged_one()
    {
        using var attacker = stack.Session();
        using var victim = stack.Session();
        await victim.TokenAsync();

        using var response = await victim.SignInAsync(Viewer, GuardedStack.Password, token: await attacker.TokenAsync());

        Assert.Equal("/sign-in?error=stale", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_session_that_was_planted_before_signing_in_is_nobodys_afterwards()
    {
        using var browser = stack.Session();
        browser.Cookies.Add(stack.Url, new Cookie("retailbus-session", "planted", "/"));

        using var before = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);
        using var response = await browser.SignInAsync(Viewer, GuardedStack.Password);
        var session = browser.Cookies.GetCookies(stack.Url)["retailbus-session"]!.Value;
        using var again = await browser.SignInAsync(Viewer, GuardedStack.Password, token: await browser.TokenAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);
        Assert.NotEqual("planted", session);
        Assert.NotEqual(session, browser.Cookies.GetCookies(stack.Url)["retailbus-session"]!.Value);
    }

    [Fact]
    public async Task A_session_ends_with_the_password_it_was_begun_with()
    {
        stack.Accounts.Add("leaver", "operator", GuardedStack.Password);
        using var browser = stack.Session();
        using var signedIn = await browser.SignInAsync("leaver", GuardedStack.Password);
        using var before = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);

        stack.Accounts.SetPassword("leaver", "another good one");
        using var after = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_needs_the_pages_token()
    {
        using var browser = stack.Session();
        using var signedIn = await browser.SignInAsync(Viewer, GuardedStack.Password);
        var token = await browser.TokenAsync("/runs");

        using var forged = await browser.PostAsync("/sign-out", ("__RequestVerificationToken", "forged"));
        using var still = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);
        using var signedOut = await browser.PostAsync("/sign-out", ("__RequestVerificationToken", token));
        using var after = await browser.Http.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (still.StatusCode, after.StatusCode));
        Assert.Equal("/sign-in", signedOut.Headers.Location!.OriginalString);
    }
}
