using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>What the client that completes a multipart upload says about the object: it becomes one only if that is so.</summary>
/// <param name="Conditions">About what is there now.</param>
/// <param name="Checksum">Of the object; null claims nothing.</param>
/// <param name="Type"><c>FULL_OBJECT</c> or <c>COMPOSITE</c>; null claims nothing.</param>
/// <param name="Size">In bytes; null claims nothing.</param>
internal sealed record CompletionClaims(WriteConditions Conditions, Checksum? Checksum, string? Type, long? Size)
{
    /// <exception cref="S3Exception">BadDigest, InvalidRequest.</exception>
    public void Check(long size, Checksum? computed)
    {
        if (Size is { } claimed && claimed != size)
            throw S3Errors.InvalidRequest(
                $"The provided 'x-amz-mp-object-size' header value {claimed} does not match what was computed: {size}");
        if (Type is not null && computed is not null && Type != computed.Type)
            throw S3Errors.InvalidRequest($"The upload was created with the {computed.Type} checksum type, not {Type}.");
        if (Checksum is null)
            return;
        if (computed is null)
            throw S3Errors.InvalidRequest("The upload was created without a checksum algorithm, so that there is none to compare with.");
        if (Checksum != computed)
            throw S3Errors.BadDigest(Checksum.Algorithm.ToString());
    }
}
