using System.Globalization;
using RetailBus.LocalCloud.S3.Engine.Digests;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>The checksum of a multipart object, from those of its parts: no byte is read again.</summary>
internal static class MultipartChecksum
{
    /// <summary>Null when the upload was started without a checksum, or a part has none of its algorithm.</summary>
    public static Checksum? Of(UploadChecksum? wanted, IReadOnlyList<Part> parts)
    {
        if (wanted is null || parts.Any(part => part.Checksum?.Algorithm != wanted.Algorithm))
            return null;
        return new Checksum(wanted.Algorithm, wanted.IsOfWholeObject ? Whole(wanted.Algorithm, parts) : Composite(wanted.Algorithm, parts));
    }

    private static string Whole(ChecksumAlgorithm algorithm, IReadOnlyList<Part> parts)
    {
        var combination = CrcCombination.Of(algorithm);
        var whole = Bytes(parts[0]);
        foreach (var part in parts.Skip(1))
            whole = combination.Combine(whole, Bytes(part), part.Size);
        return Convert.ToBase64String(whole);
    }

    private static string Composite(ChecksumAlgorithm algorithm, IReadOnlyList<Part> parts)
    {
        using var digest = Digest.Of(algorithm);
        foreach (var part in parts)
            digest.Append(Bytes(part));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(digest.Finish())}-{parts.Count}");
    }

    private static byte[] Bytes(Part part) => Convert.FromBase64String(part.Checksum!.Base64);
}
