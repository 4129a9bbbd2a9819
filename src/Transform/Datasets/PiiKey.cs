using System.Security.Cryptography;
using System.Text;

namespace RetailBus.Transform.Datasets;

/// <summary>The key of hashed personal data. It stands in no statement, message or log.</summary>
public sealed class PiiKey
{
    /// <summary>Fewest bytes of a key.</summary>
    public const int MinimumBytes = 32;

    internal const string InnerName = "retailbus_pii_inner";
    internal const string OuterName = "retailbus_pii_outer";
    private const int BlockBytes = 64;
    private readonly byte[] _key;

    private PiiKey(byte[] key) => _key = key;

    /// <param name="base64">The key in base64.</param>
    /// <param name="setting">What the error names.</param>
    /// <exception cref="FormatException">It is no base64, or too short; the message does not show it.</exception>
    public static PiiKey Parse(string base64, string setting)
    {
        ArgumentNullException.ThrowIfNull(base64);
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var count) && count >= MinimumBytes
            ? new PiiKey(buffer[..count])
            : throw new FormatException($"{setting} must be {MinimumBytes} random bytes or more in base64. Make one with: openssl rand -base64 32");
    }

    /// <summary>HMAC-SHA256 of a text's UTF-8, lower-case hex.</summary>
    public string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The key as RFC 2104 pads it for the inner digest, in hex.</summary>
    internal string Inner => Padded(0x36);

    /// <summary>The key as RFC 2104 pads it for the outer digest, in hex.</summary>
    internal string Outer => Padded(0x5c);

    private string Padded(byte pad)
    {
        var block = new byte[BlockBytes];
        (_key.Length > BlockBytes ? SHA256.HashData(_key) : _key).CopyTo(block, 0);
        for (var index = 0; index < BlockBytes; index++)
            block[index] ^= pad;
        return Convert.ToHexString(block);
    }
}
