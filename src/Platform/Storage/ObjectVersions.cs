namespace RetailBus.Platform.Storage;

/// <summary>S3's names of object versions.</summary>
public static class ObjectVersions
{
    /// <summary>What S3 calls the one version of an object in a bucket without versioning; it does not identify its content.</summary>
    private const string Unversioned = "null";

    /// <summary>The version's id; null where the bucket is not versioned.</summary>
    /// <param name="versionId">As S3's answers, lists and events have it.</param>
    public static string? Id(string? versionId) => versionId is null or "" or Unversioned ? null : versionId;
}
