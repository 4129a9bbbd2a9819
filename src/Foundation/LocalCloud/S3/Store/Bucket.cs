namespace RetailBus.LocalCloud.S3.Store;

/// <summary>A bucket; <c>Versioning</c> is null, <c>Enabled</c> or <c>Suspended</c>.</summary>
internal sealed record Bucket(string Name, DateTimeOffset Created, string? Versioning, IReadOnlyList<NotificationRule> Notifications)
{
    public bool IsVersioned => Versioning == "Enabled";

    /// <summary>Whether answers about its objects name a version.</summary>
    public bool HasVersions => Versioning is not null;
}
