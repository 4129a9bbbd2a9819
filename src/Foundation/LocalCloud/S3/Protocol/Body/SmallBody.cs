using System.Security.Cryptography;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Engine.Digests;

namespace RetailBus.LocalCloud.S3.Protocol.Body;

/// <summary>Reads a body that is a document rather than an object: in memory, with a limit, its digests checked.</summary>
internal static class SmallBody
{
    public static async Task ReadAsync(Payload payload, MemoryStream into, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await payload.Content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (into.Length + read > maxBytes)
                throw new S3Exception(400, "MaxMessageLengthExceeded", $"Your request was too big: at most {maxBytes} bytes.");
            into.Write(buffer, 0, read);
        }

        Check(payload, into.GetBuffer().AsSpan(0, (int)into.Length));
    }

    private static void Check(Payload payload, ReadOnlySpan<byte> bytes)
    {
        using var md5 = new HashDigest(HashAlgorithmName.MD5);
        md5.Append(bytes);
        if (payload.ContentMd5 is { } expected && !expected.AsSpan().SequenceEqual(md5.Finish()))
            throw S3Errors.BadDigest("Content-MD5");
        if (payload.Sha256 is { } sha256 && !sha256.AsSpan().SequenceEqual(SHA256.HashData(bytes)))
            throw new S3Exception(
                400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        if (payload.Algorithm is not { } algorithm || payload.ClaimedChecksum() is not { } claimed)
            return;
        using var digest = Digest.Of(algorithm);
        digest.Append(bytes);
        if (Convert.ToBase64String(digest.Finish()) != claimed)
            throw S3Errors.BadDigest(algorithm.ToString());
    }
}
