namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>A checksum or hash computed while bytes pass by.</summary>
internal interface IDigest : IDisposable
{
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The result in the byte order in which it is sent.</summary>
    byte[] Finish();
}
