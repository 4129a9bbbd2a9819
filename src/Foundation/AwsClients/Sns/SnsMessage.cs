namespace RetailBus.AwsClients.Sns;

/// <summary>A message to publish: body and attributes together at most 256 KiB of UTF-8.</summary>
public sealed record SnsMessage(string Body)
{
    /// <summary>Used by e-mail subscriptions and in notification envelopes; null for none.</summary>
    public string? Subject { get; init; }

    public IReadOnlyDictionary<string, SnsAttribute> Attributes { get; init; } = new Dictionary<string, SnsAttribute>();
}
