namespace RetailBus.LocalCloud.Sns;

/// <summary>The attributes of a subscription that are served.</summary>
internal static class SubscriptionAttributes
{
    public const string RawMessageDelivery = "RawMessageDelivery";
    public const string FilterPolicyText = "FilterPolicy";
    public const string FilterPolicyScope = "FilterPolicyScope";

    public static bool IsRaw(IReadOnlyDictionary<string, string> attributes) =>
        string.Equals(attributes.GetValueOrDefault(RawMessageDelivery), "true", StringComparison.OrdinalIgnoreCase);

    public static FilterPolicy? Filter(IReadOnlyDictionary<string, string> attributes) => null;
}
