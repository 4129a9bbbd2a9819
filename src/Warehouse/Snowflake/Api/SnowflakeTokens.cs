using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>The token that goes with requests: a JWT signed with the user's key, kept until well before its end.</summary>
/// <remarks>Source: Snowflake, "Authenticating Snowflake REST APIs with Snowflake": RS256, an hour at the longest.</remarks>
internal sealed partial class SnowflakeTokens(IOptions<SnowflakeOptions> options, TimeProvider time, ILogger<SnowflakeTokens> logger)
{
    /// <summary>A little under the hour, for clocks that are not quite the same.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(59);

    /// <summary>A token is not used for its last minutes, so that no request carries one that ends on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private (string Value, DateTimeOffset Until)? _token;
    private bool _isTried;
    private int _key;

    /// <summary>How often a request can be sent: with each key's standing token and with a new one.</summary>
    public int Tries => 2 * Keys.Count;

    private IReadOnlyList<SnowflakeKey> Keys => SnowflakeKey.Of(options.Value);

    /// <exception cref="SnowflakeKeyException">The key can't be read.</exception>
    public string Get()
    {
        lock (_lock)
        {
            if (_token is not { } token || token.Until <= time.GetUtcNow())
                _token = token = Sign(Keys[_key % Keys.Count]);
            return token.Value;
        }
    }

    /// <summary>The account took the token.</summary>
    public void Accept(string token)
    {
        lock (_lock)
        {
            if (_token?.Value == token)
                _isTried = true;
        }
    }

    /// <summary>The account refused the token: the key signs a new one, and if that is refused, the other key does.</summary>
    public void Refuse(string token)
    {
        lock (_lock)
        {
            if (_token?.Value != token)
                return; // it has been replaced meanwhile
            if (!_isTried)
                _key++;
            LogRefused(_isTried ? "the same key" : "the next key");
            (_token, _isTried) = (null, false);
        }
    }

    private (string Value, DateTimeOffset Until) Sign(SnowflakeKey source)
    {
        using var key = source.Read();
        var now = time.GetUtcNow();
        var user = $"{Account}.{options.Value.User}".ToUpperInvariant();
        var fingerprint = Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        var claims = new
        {
            iss = $"{user}.SHA256:{fingerprint}",
            sub = user,
            iat = now.ToUnixTimeSeconds(),
            exp = (now + Lifetime).ToUnixTimeSeconds(),
        };
        var signed = $"{Part(new { alg = "RS256", typ = "JWT" })}.{Part(claims)}";
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return ($"{signed}.{Base64Url.EncodeToString(signature)}", now + Lifetime - Margin);
    }

    /// <summary>A locator's region is no part of the name in the token.</summary>
    private string Account => options.Value.Account!.Split('.')[0];

    private static string Part<T>(T claims) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));

    [LoggerMessage(Level = LogLevel.Information, Message = "Snowflake refused a token; the next one is signed with {Key}")]
    private partial void LogRefused(string key);
}
