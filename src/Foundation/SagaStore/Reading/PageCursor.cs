using System.Buffers.Text;
using System.Text.Json;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

/// <summary>Where a page ended: the order column's value and the id, as text for a link.</summary>
internal sealed record PageCursor(string? Column, JsonElement Value, Guid Id)
{
    public static string Write(Lookup? order, object? normalized, Guid id)
    {
        var cursor = new PageCursor(order?.Column, JsonSerializer.SerializeToElement(normalized), id);
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(cursor));
    }

    /// <exception cref="SagaStoreException">Not a cursor of a query with this order.</exception>
    public static PageCursor Read(string text, Lookup? order)
    {
        try
        {
            var cursor = JsonSerializer.Deserialize<PageCursor>(Base64Url.DecodeFromChars(text));
            if (cursor is not null && cursor.Column == order?.Column)
                return cursor;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new SagaStoreException("The cursor is not one that a page of this query gave", exception);
        }

        throw new SagaStoreException("The cursor belongs to a query with another order");
    }

    public object NormalizedValue(Lookup order) => order.Type switch
    {
        LookupType.Text => Value.GetString()!,
        LookupType.BigInt => Value.GetInt64(),
        LookupType.Uuid => Value.GetGuid(),
        LookupType.Boolean => Value.GetBoolean(),
        LookupType.Timestamp => Value.GetDateTimeOffset(),
        _ => throw new InvalidOperationException($"No cursor for {order.Type}"),
    };
}
