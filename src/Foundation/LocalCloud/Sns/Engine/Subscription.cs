namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>A subscription with its attributes read; immutable.</summary>
internal sealed class Subscription(SubscriptionDefinition definition)
{
    public SubscriptionDefinition Definition { get; } = definition;

    public bool IsRaw { get; } = SubscriptionAttributes.IsRaw(definition.Attributes);

    /// <summary>Null passes every message.</summary>
    public FilterPolicy? Filter { get; } = SubscriptionAttributes.Filter(definition.Attributes);

    /// <summary>The queue that takes messages when the subscribed one is gone.</summary>
    public string? DeadLetterArn { get; } = SubscriptionAttributes.DeadLetterArn(definition.Attributes);
}
