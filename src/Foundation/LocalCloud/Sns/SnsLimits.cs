namespace RetailBus.LocalCloud.Sns;

/// <summary>Quotas of Amazon SNS standard topics, as its documentation states them. Sizes are in bytes.</summary>
internal static class SnsLimits
{
    public const int TopicNameLength = 256;
    public const int DisplayNameLength = 100;
    public const int SubjectLength = 100;

    /// <summary>One message, or all of a batch, attributes included.</summary>
    public const int MessageSize = 262_144;

    public const int BatchEntries = 10;
    public const int BatchEntryIdLength = 80;

    /// <summary>Subscriptions with raw delivery get no message that has more, as SQS could not keep it.</summary>
    public const int RawDeliveryAttributes = 10;

    public const int AttributeNameLength = 256;
    public const int FilterPolicyKeys = 5;

    /// <summary>The product of the numbers of values of a filter policy's keys.</summary>
    public const int FilterPolicyCombinations = 150;

    public const int Tags = 50;
    public const int ListPage = 100;

    /// <summary>Not a quota of AWS: the largest request body read, room for a full batch with every byte escaped.</summary>
    public const int RequestBody = 4 * 1_048_576;
}
