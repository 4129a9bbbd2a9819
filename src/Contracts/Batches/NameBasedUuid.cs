using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RetailBus.Contracts.Batches;


/// <summary>Version 5 UUIDs (RFC 9562, section 5.5).</summary>
public static class NameBasedUuid
{
    public static Guid Create(Guid namespaceId, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        namespaceId.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));

        var hash = Digest(input).AsSpan();
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 defines version 5 over SHA-1; the id guards nothing.")]
    private static byte[] Digest(byte[] input) => SHA1.HashData(input);
}
