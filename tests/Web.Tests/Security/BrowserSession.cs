using System.Net;
using System.Text.RegularExpressions;

namespace RetailBus.Web.Tests.Security;

/// <summary>What a browser sends and keeps, without the browser.</summary>
internal sealed partial class BrowserSession : IDisposable
{
    private readonly SocketsHttpHandler _handler;

    public BrowserSession(Uri url)
    {
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        Http = new HttpClient(_handler) { BaseAddress = url };
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    public async Task<string> TokenAsync(string page = "/sign-in")
    {
        var html = await Http.GetStringAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(TokenField().Match(html).Groups["token"].Value);
    }

    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string returnUrl = "/", string? token = null)
    {
        token ??= await TokenAsync();
        return await PostAsync("/sign-in", ("__RequestVerificationToken", token), ("name", name), ("password", password), ("returnUrl", returnUrl));
    }

    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Http.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("""(name="__RequestVerificationToken" value|data-token)="(?<token>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex TokenField();
}
