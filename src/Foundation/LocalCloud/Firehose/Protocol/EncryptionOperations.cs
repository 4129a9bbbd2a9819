using System.Text.Json;
using System.Text.Json.Nodes;
using RetailBus.LocalCloud.Firehose.Engine;
using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>Starting and stopping a stream's encryption, which is told and not done.</summary>
internal sealed class EncryptionOperations(DeliveryStreams streams, StreamStatus status, TimeProvider time)
{
    public const string Parameter = "DeliveryStreamEncryptionConfigurationInput";
    private const string OwnedKey = "AWS_OWNED_CMK";
    private const string CustomerKey = "CUSTOMER_MANAGED_CMK";

    public Dictionary<string, Func<JsonElement, Task<JsonObject>>> Table => new()
    {
        ["StartDeliveryStreamEncryption"] = StartAsync,
        ["StopDeliveryStreamEncryption"] = StopAsync,
    };

    /// <summary>Null when the request says nothing of encryption.</summary>
    /// <exception cref="FirehoseException">InvalidArgumentException, ValidationException.</exception>
    public StreamEncryption? Read(JsonElement request)
    {
        if (!request.TryGetProperty(Parameter, out var input))
            return null;
        input.Allow("KeyType", "KeyARN");
        var type = input.Text("KeyType");
        var key = input.TextOr("KeyARN", "");
        if (type is not (OwnedKey or CustomerKey))
            throw FirehoseErrors.Validation($"Value '{type}' at 'keyType' failed to satisfy constraint: {OwnedKey}, {CustomerKey}");
        if (key.Length > 0 != (type == CustomerKey))
            throw FirehoseErrors.InvalidArgument($"KeyARN goes with the KeyType {CustomerKey}, and only with it.");
        return new StreamEncryption(true, type, key.Length == 0 ? null : key, time.GetUtcNow());
    }

    /// <summary>Null when encryption was never set.</summary>
    public JsonObject? Describe(DeliveryStream stream)
    {
        if (stream.Settings.Encryption is not { } encryption)
            return null;
        var description = new JsonObject { ["KeyType"] = encryption.KeyType, ["Status"] = status.OfEncryption(stream) };
        if (encryption.KeyArn is not null)
            description["KeyARN"] = encryption.KeyArn;
        return description;
    }

    private async Task<JsonObject> StartAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName", Parameter);
        var started = Read(request) ?? new StreamEncryption(true, OwnedKey, null, time.GetUtcNow());
        await ChangeAsync(request, _ => started);
        return [];
    }

    private async Task<JsonObject> StopAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName");
        await ChangeAsync(request, before => new StreamEncryption(false, before?.KeyType ?? OwnedKey, before?.KeyArn, time.GetUtcNow()));
        return [];
    }

    private Task ChangeAsync(JsonElement request, Func<StreamEncryption?, StreamEncryption> change) =>
        streams.ChangeSettingsAsync(request.Text("DeliveryStreamName"), stream =>
        {
            status.CheckChangeable(stream);
            return stream.Settings with { Encryption = change(stream.Settings.Encryption) };
        });
}
