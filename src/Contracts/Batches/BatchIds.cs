using System.Globalization;

namespace RetailBus.Contracts.Batches;


/// <summary>The id of a landing: the same announcement of the same object version always gives the same id.</summary>
public static class BatchIds
{
    /// <summary>Namespace of the name-based ids (RFC 9562, version 5).</summary>
    public static readonly Guid Namespace = new("6f1c3c0e-8f0b-5d0a-9a53-6a2f5c1b7e10");

    /// <summary>
    /// Version 5 UUID of bucket, key and version id, each after a line feed; without versioning, of ETag and Last-Modified (Unix
    /// seconds, all that a HEAD tells) in the version's place.
    /// </summary>
    public static Guid For(LandedObject landed)
    {
        ArgumentNullException.ThrowIfNull(landed);
        var version = landed.VersionId
            ?? string.Create(CultureInfo.InvariantCulture, $"{landed.ETag}@{landed.LandedAt.ToUnixTimeSeconds()}");
        return NameBasedUuid.Create(Namespace, $"{landed.Bucket}\n{landed.Key}\n{version}");
    }
}
