using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>Looks at a key pair's JWT as the account does, by the public halves of the keys that the user has.</summary>
internal sealed class JwtCheck(string account, string user, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RSAParameters> _keys = [];

    public void Add(RSA key)
    {
        lock (_lock)
            _keys[Fingerprint(key)] = key.ExportParameters(includePrivateParameters: false);
    }

    public void Remove(RSA key)
    {
        lock (_lock)
            _keys.Remove(Fingerprint(key));
    }

    /// <returns>What is wrong; null for nothing.</returns>
    public string? Fault(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
            return "the token has not three parts";
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        if (header.RootElement.GetProperty("alg").GetString() != "RS256" || header.RootElement.GetProperty("typ").GetString() != "JWT")
            return "the token is not signed by RS256";

        var subject = $"{account}.{user}".ToUpperInvariant();
        if (claims.RootElement.GetProperty("sub").GetString() != subject)
            return "sub is not ACCOUNT.USER";
        var issuer = claims.RootElement.GetProperty("iss").GetString()!;
        if (!issuer.StartsWith($"{subject}.SHA256:", StringComparison.Ordinal))
            return "iss is not ACCOUNT.USER.SHA256:fingerprint";
        var fingerprint = issuer[$"{subject}.".Length..];
        return Signature(fingerprint, $"{parts[0]}.{parts[1]}", parts[2])
            ?? Times(claims.RootElement.GetProperty("iat").GetInt64(), claims.RootElement.GetProperty("exp").GetInt64());
    }

    private string? Signature(string fingerprint, string signed, string signature)
    {
        RSAParameters parameters;
        lock (_lock)
        {
            if (!_keys.TryGetValue(fingerprint, out parameters))
                return "the user has no such key";
        }

        using var key = RSA.Create(parameters);
        var isGood = key.VerifyData(
            Encoding.ASCII.GetBytes(signed), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return isGood ? null : "the signature is another's";
    }

    private string? Times(long issued, long expires)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return expires - issued > 3600 ? "the token is to live for more than an hour"
            : issued > now + 1 ? "the token is from the future"
            : expires <= now ? "the token has expired"
            : null;
    }

    private static string Fingerprint(RSA key) => $"SHA256:{Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))}";
}
