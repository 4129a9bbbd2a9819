using System.Security.Cryptography;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

internal sealed class HashDigest(HashAlgorithmName algorithm) : IDigest
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
