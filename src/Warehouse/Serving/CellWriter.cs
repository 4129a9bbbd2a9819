using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace RetailBus.Warehouse.Serving;

/// <summary>
/// Values as JSON: decimals without trailing zeros, integers of any size as numbers, times as ISO 8601 in UTC, binary as base64, what
/// JSON has no number for (NaN, infinities) as text.
/// </summary>
internal static class CellWriter
{
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or DBNull: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case decimal number: json.WriteRawValue(number.ToString("0.############################", CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or BigInteger or Int128 or UInt128:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTime time: json.WriteStringValue(Utc(time)); break;
            case DateTimeOffset time: json.WriteStringValue(Utc(time.UtcDateTime)); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: json.WriteStringValue(time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case Stream stream: WriteStream(json, stream); break;
            case IDictionary map: WriteMap(json, map); break;
            case IEnumerable list: WriteList(json, list); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Utc(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void WriteStream(Utf8JsonWriter json, Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        json.WriteBase64StringValue(memory.ToArray());
    }

    private static void WriteMap(Utf8JsonWriter json, IDictionary map)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            json.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            Write(json, entry.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable list)
    {
        json.WriteStartArray();
        foreach (var item in list)
            Write(json, item);
        json.WriteEndArray();
    }
}
