using System.Text.Json;

namespace RetailBus.SagaStore;

/// <summary>An entry of a saga's timeline.</summary>
public sealed class SagaEvent
{
    private readonly JsonSerializerOptions _options;

    internal SagaEvent(long sequenceNumber, DateTimeOffset at, string json, JsonSerializerOptions options)
    {
        SequenceNumber = sequenceNumber;
        At = at;
        Json = json;
        _options = options;
    }

    /// <summary>1 for a saga's first event, without gaps.</summary>
    public long SequenceNumber { get; }

    /// <summary>When it was committed, by the node's clock; UTC.</summary>
    public DateTimeOffset At { get; }

    public string Json { get; }

    /// <exception cref="JsonException">The event is not a <typeparamref name="T"/>.</exception>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Json, _options) ?? throw new JsonException("The event is null");
}
