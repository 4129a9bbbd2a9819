using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Erasing;

/// <summary>
/// Whether a JSON object is of the key, by the names that the contract's columns go by. Text that is no object, or names a column of the
/// key twice, is taken for it when the key's order or customer stands in it.
/// </summary>
internal sealed class JsonMatch(ErasureKey key)
{
    /// <summary>As a value may stand in JSON that can't be parsed.</summary>
    private readonly string[][] _spellings =
    [
        .. key.Parts
            .Where(part => part.Column.Canonical is OrderLine.OrderId or OrderLine.CustomerId)
            .Select(part => new[]
            {
                part.Value,
                JavaScriptEncoder.Default.Encode(part.Value),
                JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(part.Value),
            }),
    ];

    /// <summary>Sees each object of a line.</summary>
    public void See(in Record line, FoundRecords found)
    {
        var rest = line.Text;
        var offset = line.Offset;
        do
        {
            var (isMatch, bytes) = line.Broken == BrokenRecord.Unbounded ? (HasNames(rest), rest.Length) : Look(rest);
            found.See(offset, isMatch);
            var next = rest[bytes..].TrimStart(" \t\r"u8);
            offset += rest.Length - next.Length;
            rest = next;
        }
        while (!rest.IsEmpty);
    }

    public bool IsMatch(ReadOnlySpan<byte> text) => Look(text).IsMatch;

    private (bool IsMatch, int Bytes) Look(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
            if (!text.Contains((byte)0) && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                return (ReadObject(ref reader) ?? HasNames(text[..(int)reader.BytesConsumed]), (int)reader.BytesConsumed);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (HasNames(text), text.Length); // InvalidOperationException: half of a surrogate pair
        }

        return (HasNames(text), text.Length);
    }

    /// <returns>Null when a column of the key is named twice.</returns>
    private bool? ReadObject(ref Utf8JsonReader reader)
    {
        var seen = new bool[key.Parts.Count];
        var equal = 0;
        var isTwice = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            for (var place = 0; place < seen.Length; place++)
            {
                var (column, value) = key.Parts[place];
                if (!column.IsCalled(name))
                    continue;
                isTwice |= seen[place];
                seen[place] = true;
                if (Value(ref reader) is { } found && ErasureKey.IsSame(column, value, found))
                    equal++;
            }

            reader.Skip();
        }

        return isTwice ? null : equal == key.Parts.Count;
    }

    private static string? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };

    private bool HasNames(ReadOnlySpan<byte> text)
    {
        var found = Encoding.UTF8.GetString(text);
        return Array.TrueForAll(_spellings, spellings => Array.Exists(spellings, value => StandsIn(found, value)));
    }

    private static bool StandsIn(string text, string value)
    {
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            var end = at + value.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }
}
