namespace RetailBus.LocalCloud.Sns;

/// <summary>A subscription with its attributes read; immutable.</summary>
internal sealed class Subscription(SubscriptionDefinition definition)
{
    public SubscriptionDefinition Definition { get; } = definition;

    public bool IsRaw { get; } = SubscriptionAttributes.IsRaw(definition.Attributes);

    /// <summary>Null passes every message.</summary>
    public FilterPolicy? Filter { get; } = SubscriptionAttributes.Filter(definition.Attributes);
}
