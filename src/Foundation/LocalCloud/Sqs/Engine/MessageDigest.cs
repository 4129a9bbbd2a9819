using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>The MD5 digests with which SQS clients check what was stored, in lower-case hexadecimal.</summary>
[SuppressMessage("Security", "CA5351", Justification = "The SQS protocol prescribes MD5; it guards against mistakes, not attackers.")]
internal static class MessageDigest
{
    public static string OfBody(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(MD5.HashData(body));

    /// <summary>Digest over the attributes in order of name, each part preceded by its length as a big-endian number.</summary>
    public static string OfAttributes(IEnumerable<MessageAttribute> attributes)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var attribute in attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            AppendPart(md5, Encoding.UTF8.GetBytes(attribute.Name));
            AppendPart(md5, Encoding.UTF8.GetBytes(attribute.DataType));
            md5.AppendData([attribute.IsBinary ? (byte)2 : (byte)1]);
            AppendPart(md5, attribute.Bytes);
        }
        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }

    private static void AppendPart(IncrementalHash md5, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        md5.AppendData(length);
        md5.AppendData(part);
    }
}
