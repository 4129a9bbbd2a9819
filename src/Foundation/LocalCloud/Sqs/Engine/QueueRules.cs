namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>What SQS accepts as a queue's name and tags.</summary>
internal static class QueueRules
{
    /// <exception cref="SqsException">InvalidParameterValue; UnsupportedOperation for FIFO names.</exception>
    public static void CheckName(string name)
    {
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
            throw SqsErrors.Unsupported($"Queue name {name}: FIFO queues are not served by this endpoint, only standard queues.");
        if (name.Length is 0 or > SqsLimits.QueueNameLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw SqsErrors.InvalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    /// <exception cref="SqsException">InvalidParameterValue.</exception>
    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > SqsLimits.Tags)
            throw SqsErrors.InvalidParameter($"Too many tags added for queue. Maximum is {SqsLimits.Tags}.");
        if (tags.Any(t => t.Key.Length is 0 or > 128 || t.Value.Length > 256))
            throw SqsErrors.InvalidParameter("Tag keys must be between 1 and 128 characters in length, tag values at most 256.");
    }
}
