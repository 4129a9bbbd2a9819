using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RetailBus.Chaos.Oracle;

/// <summary>The identities that the design specifies byte by byte, computed anew.</summary>
internal static class Digests
{
    private static readonly byte[] BatchNamespace = Convert.FromHexString("6f1c3c0e8f0b5d0a9a536a2f5c1b7e10");

    /// <summary>The name-based UUID (RFC 9562, version 5) of an object's version.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 says SHA-1 for version 5.")]
    public static string BatchId(string bucket, string key, string version)
    {
        byte[] name = [.. BatchNamespace, .. Encoding.UTF8.GetBytes($"{bucket}\n{key}\n{version}")];
        var hash = SHA1.HashData(name);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return Hyphenated(hash);
    }

    /// <summary>MD5 over the fields, each with its length before it.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The design says MD5 for row keys.")]
    public static string RowKey(IEnumerable<string?> fields)
    {
        var bytes = new MemoryStream();
        foreach (var field in fields)
            bytes.Write(Encoding.UTF8.GetBytes(field is null ? "-;" : $"{Encoding.UTF8.GetByteCount(field)}:{field};"));
        return Hyphenated(MD5.HashData(bytes.ToArray()));
    }

    private static string Hyphenated(byte[] hash)
    {
        var hex = Convert.ToHexStringLower(hash.AsSpan(0, 16));
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }
}
