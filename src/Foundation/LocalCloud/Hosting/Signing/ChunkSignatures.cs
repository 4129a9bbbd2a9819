using System.Security.Cryptography;
using System.Text;

namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>
/// The signatures within a signed <c>aws-chunked</c> body. Each one covers the one before it, the first that of the request, so that no
/// chunk can be changed, dropped or moved.
/// </summary>
/// <param name="key">The key that signed the request.</param>
/// <param name="request">The request's signature.</param>
/// <param name="hasTrailers">Whether the trailing headers are signed too.</param>
internal sealed class ChunkSignatures(SigningKey key, RequestSignature request, bool hasTrailers) : IDisposable
{
    private static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));
    private readonly IncrementalHash _data = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = request.Value;

    public bool HasTrailers => hasTrailers;

    /// <summary>Adds to the chunk that is being received.</summary>
    public void Append(ReadOnlySpan<byte> data) => _data.AppendData(data);

    /// <summary>Ends the chunk, and tells whether its signature is right.</summary>
    public bool EndsChunk(string signature) =>
        Follows("AWS4-HMAC-SHA256-PAYLOAD", $"{EmptyHash}\n{Convert.ToHexStringLower(_data.GetHashAndReset())}", signature);

    /// <summary>Whether the trailing headers' signature is right.</summary>
    public bool EndsBody(IEnumerable<KeyValuePair<string, string>> trailers, string signature)
    {
        var text = string.Concat(trailers
            .Select(trailer => $"{trailer.Key.ToLowerInvariant()}:{trailer.Value}\n")
            .Order(StringComparer.Ordinal));
        return Follows("AWS4-HMAC-SHA256-TRAILER", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), signature);
    }

    public void Dispose() => _data.Dispose();

    private bool Follows(string kind, string hashes, string signature)
    {
        var isRight = key.Signs($"{kind}\n{request.TimeText}\n{request.Scope}\n{_previous}\n{hashes}", signature);
        _previous = signature;
        return isRight;
    }
}
