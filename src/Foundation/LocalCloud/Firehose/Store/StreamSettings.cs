namespace RetailBus.LocalCloud.Firehose.Store;

/// <summary>What a stream has beside its destination.</summary>
internal sealed record StreamSettings
{
    public SortedDictionary<string, string> Tags { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Null when it was never set.</summary>
    public StreamEncryption? Encryption { get; init; }
}
