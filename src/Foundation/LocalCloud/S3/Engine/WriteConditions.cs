using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>When a write may take place: only where nothing is, or only over the content with this ETag.</summary>
internal sealed record WriteConditions(bool IfNoneExists, string? IfMatch)
{
    public static WriteConditions None { get; } = new(false, null);

    /// <exception cref="S3Exception">PreconditionFailed, or NoSuchKey where <c>If-Match</c> finds nothing.</exception>
    public void Check(ObjectVersion? current)
    {
        if (current is { IsMarker: true })
            current = null;
        if (IfNoneExists && current is not null)
            throw S3Errors.PreconditionFailed("If-None-Match");
        if (IfMatch is null)
            return;
        if (current is null)
            throw S3Errors.NoSuchKey();
        if (IfMatch != "*" && IfMatch.Trim('"') != current.ETag)
            throw S3Errors.PreconditionFailed("If-Match");
    }
}
