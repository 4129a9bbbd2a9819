using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The attributes that clients set on subscriptions.</summary>
internal static class SubscriptionAttributes
{
    public const string RawMessageDelivery = "RawMessageDelivery";
    public const string FilterPolicyText = "FilterPolicy";
    public const string FilterPolicyScope = "FilterPolicyScope";
    public const string RedrivePolicy = "RedrivePolicy";

    private const string BodyScope = "MessageBody";

    public static bool IsRaw(IReadOnlyDictionary<string, string> attributes) =>
        string.Equals(attributes.GetValueOrDefault(RawMessageDelivery), "true", StringComparison.OrdinalIgnoreCase);

    public static bool FiltersBody(IReadOnlyDictionary<string, string> attributes) =>
        attributes.GetValueOrDefault(FilterPolicyScope) == BodyScope;

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static FilterPolicy? Filter(IReadOnlyDictionary<string, string> attributes) =>
        attributes.GetValueOrDefault(FilterPolicyText) is { Length: > 0 } policy
            ? FilterPolicy.Parse(policy, FiltersBody(attributes))
            : null;

    /// <summary>ARN of the queue for messages whose queue is gone.</summary>
    public static string? DeadLetterArn(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.GetValueOrDefault(RedrivePolicy) is not { Length: > 0 } policy)
            return null;
        try
        {
            using var parsed = JsonDocument.Parse(policy);
            return parsed.RootElement.GetProperty("deadLetterTargetArn").GetString();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw SnsErrors.InvalidParameter(RedrivePolicy, "Must be a JSON object with deadLetterTargetArn");
        }
    }

    /// <summary>Checks all attributes of a subscription together, as the filter's form depends on its scope.</summary>
    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static void Check(IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            var valid = name switch
            {
                RawMessageDelivery => bool.TryParse(value, out _),
                FilterPolicyScope => value is "MessageAttributes" or BodyScope,
                FilterPolicyText or RedrivePolicy => true,
                _ => throw SnsErrors.InvalidParameter("AttributeName", $"{name} is not served by this endpoint"),
            };
            if (!valid)
                throw SnsErrors.InvalidParameter(name, "The value is not valid for this attribute");
        }
        _ = Filter(attributes);
        _ = DeadLetterArn(attributes);
    }
}
