using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>What a stream's age and settings say of its state: creating it, and switching its encryption, take a while.</summary>
internal sealed class StreamStatus(LocalCloudOptions options, TimeProvider time)
{
    public bool IsActive(DeliveryStream stream) => IsPast(stream.Created);

    public string Of(DeliveryStream stream) => IsActive(stream) ? "ACTIVE" : "CREATING";

    public bool IsEncrypted(DeliveryStream stream) => stream.Settings.Encryption is { IsOn: true } encryption && IsPast(encryption.Since);

    /// <summary>Null when encryption was never set.</summary>
    public string? OfEncryption(DeliveryStream stream) => stream.Settings.Encryption switch
    {
        null => null,
        { IsOn: true } on => IsPast(on.Since) ? "ENABLED" : "ENABLING",
        var off => IsPast(off.Since) ? "DISABLED" : "DISABLING",
    };

    /// <exception cref="FirehoseException">ResourceInUseException: the stream is being created.</exception>
    public void CheckChangeable(DeliveryStream stream)
    {
        if (!IsActive(stream))
            throw FirehoseErrors.NotActive(stream.Name);
    }

    private bool IsPast(DateTimeOffset begun) => time.GetUtcNow() >= begun + options.FirehoseCreationTime;
}
