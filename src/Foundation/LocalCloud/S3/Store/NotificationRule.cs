namespace RetailBus.LocalCloud.S3.Store;

/// <summary>One queue or topic configuration: which events of which keys go to which ARN.</summary>
internal sealed record NotificationRule(
    string Id, string TargetArn, bool IsTopic, IReadOnlyList<string> Events, string? Prefix, string? Suffix)
{
    /// <param name="eventName">Without <c>s3:</c>, e.g. <c>ObjectCreated:Put</c>.</param>
    /// <param name="key">The object's key.</param>
    public bool Matches(string eventName, string key) =>
        key.StartsWith(Prefix ?? "", StringComparison.Ordinal)
        && key.EndsWith(Suffix ?? "", StringComparison.Ordinal)
        && Events.Any(pattern => Matches(pattern.AsSpan("s3:".Length), eventName));

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> eventName) =>
        pattern is [.. var group, '*'] ? eventName.StartsWith(group, StringComparison.Ordinal) : eventName.SequenceEqual(pattern);
}
