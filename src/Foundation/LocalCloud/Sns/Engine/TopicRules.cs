namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>What SNS accepts as a topic's name and tags.</summary>
internal static class TopicRules
{
    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static void CheckName(string name)
    {
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
            throw SnsErrors.InvalidParameter("Topic Name", "FIFO topics are not served by this endpoint, only standard topics");
        if (name.Length is 0 or > SnsLimits.TopicNameLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw SnsErrors.InvalidParameter("Topic Name", "1 to 256 letters, digits, hyphens and underscores");
    }

    /// <exception cref="SnsException">InvalidParameter or TagLimitExceeded.</exception>
    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > SnsLimits.Tags)
            throw SnsErrors.TagLimit();
        if (tags.Any(t => t.Key.Length is 0 or > 128 || t.Value.Length > 256))
            throw SnsErrors.InvalidParameter("Tags", "Tag keys have 1 to 128 characters, tag values at most 256");
    }
}
