using System.Security.Cryptography;
using System.Text;

namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>A secret bound to a day, region and service.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    /// <param name="secret">The secret access key.</param>
    /// <param name="scope"><c>date/region/service/aws4_request</c>.</param>
    public SigningKey(string secret, string scope) => _key = scope.Split('/').Aggregate(
        Encoding.UTF8.GetBytes("AWS4" + secret), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));

    /// <summary>Whether a signature, in lower-case hexadecimal, is this key's for a text. Takes the same time for any wrong one.</summary>
    public bool Signs(string text, string signature)
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature));
    }
}
