using System.Globalization;
using System.Text.Json;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>The attributes that clients set on standard queues: their names, defaults and what values they take.</summary>
internal static class QueueAttributes
{
    public const string VisibilityTimeout = "VisibilityTimeout";
    public const string DelaySeconds = "DelaySeconds";
    public const string WaitTime = "ReceiveMessageWaitTimeSeconds";
    public const string Retention = "MessageRetentionPeriod";
    public const string MaximumMessageSize = "MaximumMessageSize";
    public const string Policy = "Policy";
    public const string RedrivePolicy = "RedrivePolicy";
    public const string RedriveAllowPolicy = "RedriveAllowPolicy";

    private const string KmsKey = "KmsMasterKeyId";
    private const string KmsReuse = "KmsDataKeyReusePeriodSeconds";
    private const string ManagedSse = "SqsManagedSseEnabled";

    private static readonly Dictionary<string, (int Low, int High, int Default)> Numbers = new()
    {
        [VisibilityTimeout] = (0, SqsLimits.MaxVisibilityTimeout, SqsLimits.DefaultVisibilityTimeout),
        [DelaySeconds] = (0, SqsLimits.MaxDelay, 0),
        [WaitTime] = (0, SqsLimits.MaxWaitTime, 0),
        [Retention] = (SqsLimits.MinRetention, SqsLimits.MaxRetention, SqsLimits.DefaultRetention),
        [MaximumMessageSize] = (SqsLimits.MinMessageSize, SqsLimits.MaxMessageSize, SqsLimits.MaxMessageSize),
        [KmsReuse] = (SqsLimits.MinKeyReusePeriod, SqsLimits.MaxKeyReusePeriod, 300),
    };

    private static readonly string[] Computed =
    [
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed",
        "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn",
    ];

    private static readonly string[] Texts = [Policy, RedrivePolicy, RedriveAllowPolicy, KmsKey, ManagedSse];

    /// <summary>The attributes that a queue always has a value for.</summary>
    public static IEnumerable<string> WithDefault => Numbers.Keys.Where(n => n != KmsReuse).Append(ManagedSse);

    public static bool IsKnown(string name) => Numbers.ContainsKey(name) || Texts.Contains(name) || Computed.Contains(name);

    public static string? Default(string name) => Numbers.TryGetValue(name, out var number)
        ? number.Default.ToString(CultureInfo.InvariantCulture)
        : name == ManagedSse ? "true" : null;

    /// <summary>Whether two accepted values mean the same: JSON is compared by content, and a number may be a text in it.</summary>
    public static bool AreEqual(string one, string other)
    {
        if (one == other || !one.StartsWith('{') || !other.StartsWith('{'))
            return one == other;
        using var left = JsonDocument.Parse(one);
        using var right = JsonDocument.Parse(other);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement)
            || (one.Contains("maxReceiveCount", StringComparison.Ordinal)
                && Engine.RedrivePolicy.Parse(one) == Engine.RedrivePolicy.Parse(other));
    }

    /// <summary>Refuses unknown names and values out of range. An empty text is allowed: it takes the attribute away.</summary>
    /// <exception cref="SqsException">InvalidAttributeName or InvalidAttributeValue.</exception>
    public static void Check(string name, string value)
    {
        if (name is "FifoQueue" or "ContentBasedDeduplication" or "DeduplicationScope" or "FifoThroughputLimit")
            throw SqsErrors.Unsupported($"Attribute {name}: FIFO queues are not served by this endpoint, only standard queues.");
        if (Numbers.TryGetValue(name, out var range))
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < range.Low
                || number > range.High)
                throw SqsErrors.InvalidAttributeValue(name, $"Must be between {range.Low} and {range.High}, if provided.");
        }
        else if (!Texts.Contains(name))
        {
            throw SqsErrors.InvalidAttributeName(name);
        }
        else if (value.Length > 0)
        {
            CheckText(name, value);
        }
    }

    private static void CheckText(string name, string value)
    {
        switch (name)
        {
            case Policy when !JsonText.IsObject(value):
                throw SqsErrors.InvalidAttributeValue(Policy, "It must be a JSON object.");
            case RedrivePolicy:
                Engine.RedrivePolicy.Parse(value);
                break;
            case RedriveAllowPolicy:
                Engine.RedriveAllowPolicy.Parse(value);
                break;
            case ManagedSse when value is not ("true" or "false"):
                throw SqsErrors.InvalidAttributeValue(name);
        }
    }
}
