namespace RetailBus.AmazonSqs.Configuration;

/// <summary>What an endpoint's configuration says about its queue; the public interfaces tell units and ranges.</summary>
internal sealed class ReceiveSettings(string queueName)
{
    public static readonly TimeSpan VisibilityLimit = TimeSpan.FromHours(12);

    public string QueueName { get; set; } = queueName;

    public bool Durable { get; set; } = true;

    public bool AutoDelete { get; set; }

    public ushort WaitTimeSeconds { get; set; } = 20;

    public int RedeliverVisibilityTimeout { get; set; } = 1;

    public TimeSpan MaxVisibilityTimeout { get; set; } = VisibilityLimit;

    public int MaxVisibilityTimeoutRenewal { get; set; } = 60;

    /// <summary>Unset: the host's.</summary>
    public int? MaxReceiveCount { get; set; }

    public bool MaxReceiveCountIsSet { get; set; }

    public Dictionary<string, object> QueueAttributes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, object> SubscriptionAttributes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> QueueTags { get; } = new(StringComparer.Ordinal);
}
