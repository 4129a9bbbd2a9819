using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Bytes on their way in, with what their sender claims about them. Read once, from start to end.</summary>
internal sealed record Payload
{
    public required Stream Content { get; init; }

    /// <summary>The number of bytes that are to come, where the sender says so.</summary>
    public long? Length { get; init; }

    public byte[]? ContentMd5 { get; init; }

    public byte[]? Sha256 { get; init; }

    public ChecksumAlgorithm? Algorithm { get; init; }

    /// <summary>The base64 checksum that the sender claims, or null; asked after the last byte, as it may come in a trailer.</summary>
    public Func<string?> ClaimedChecksum { get; init; } = static () => null;

    /// <summary>The payload of a part: its checksum is computed by the upload's algorithm, whatever the sender says.</summary>
    /// <exception cref="S3Exception">InvalidRequest: the sender uses another algorithm.</exception>
    public Payload ForUpload(UploadChecksum? checksum)
    {
        if (checksum is null)
            return this;
        if (Algorithm is { } other && other != checksum.Algorithm)
            throw S3Errors.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {checksum.Algorithm}, actual checksum Type: {other}");
        return this with { Algorithm = checksum.Algorithm };
    }

    public static Payload Of(ReadOnlyMemory<byte> bytes) =>
        new() { Content = new MemoryStream(bytes.ToArray(), writable: false), Length = bytes.Length };
}
