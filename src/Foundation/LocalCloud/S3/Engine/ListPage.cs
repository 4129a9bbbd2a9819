using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>
/// One page of a listing. <c>Last</c> is the last key or common prefix on it, and <c>Next</c> where the next page starts.
/// </summary>
internal sealed record ListPage(
    IReadOnlyList<ObjectVersion> Objects, IReadOnlyList<string> CommonPrefixes, bool IsTruncated, ListCursor Next, string Last);
