using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RetailBus.Web.Tests.Security;

/// <summary>A small OpenID Connect provider: everybody is who the test says, as soon as they come.</summary>
internal sealed class Issuer(WebApplication app) : IAsyncDisposable
{
    public const string ClientSecret = "the client's own secret";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "1" };
    private string? _nonce;
    private string? _challenge;

    public string Url => app.Urls.Single();

    public IReadOnlyList<Claim> Claims { get; set; } = [];

    /// <summary>Whether tokens are signed with a key that this provider does not publish.</summary>
    public bool IsForged { get; set; }

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new Issuer(builder.Build());
        issuer.Map();
        await issuer.App.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private WebApplication App => app;

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Url,
            ["authorization_endpoint"] = $"{Url}/authorize",
            ["token_endpoint"] = $"{Url}/token",
            ["jwks_uri"] = $"{Url}/keys",
        });
        app.MapGet("/keys", () =>
        {
            var key = _key.Rsa.ExportParameters(includePrivateParameters: false);
            return new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA", kid = _key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent),
                    },
                },
            };
        });
        app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge) =>
        {
            (_nonce, _challenge) = (nonce, code_challenge);
            var answer = new Dictionary<string, string?> { ["code"] = "code", ["state"] = state };
            return Results.Redirect(QueryHelpers.AddQueryString(redirect_uri, answer));
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var verifier = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()));
            return form["client_secret"] == ClientSecret && Base64UrlEncoder.Encode(verifier) == _challenge
                ? Results.Json(new { access_token = "a", token_type = "Bearer", id_token = Token() })
                : Results.BadRequest();
        });
    }

    private string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Url,
        Audience = "retailbus",
        Subject = new ClaimsIdentity([new Claim("sub", "1"), new Claim("nonce", _nonce!), .. Claims]),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        SigningCredentials = new SigningCredentials(
            IsForged ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = "1" } : _key, SecurityAlgorithms.RsaSha256),
    });
}
