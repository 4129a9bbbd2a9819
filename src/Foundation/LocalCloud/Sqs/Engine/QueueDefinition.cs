namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>What a client configured about a queue; replaced as a whole when any of it changes.</summary>
/// <param name="Id">Unique over all queues that ever existed, so that handles of a deleted namesake don't fit.</param>
/// <param name="Name">Unique among the queues that exist.</param>
/// <param name="CreatedAt">Seconds since 1970 in UTC.</param>
/// <param name="ModifiedAt">Seconds since 1970 in UTC.</param>
/// <param name="Attributes">The attributes that were set; the others have AWS's defaults.</param>
/// <param name="Tags">Cost allocation tags.</param>
internal sealed record QueueDefinition(
    long Id,
    string Name,
    long CreatedAt,
    long ModifiedAt,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Tags);
