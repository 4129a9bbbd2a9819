using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Finds what a JSON parser lets pass but .NET strings can't hold, before anything reads it.</summary>
internal static class JsonText
{
    public static bool IsUtf8(ReadOnlySpan<byte> json) => Utf8.IsValid(json);

    /// <summary>
    /// Whether a text is a JSON object that can be read and changed: no name twice in an object, no half of a surrogate pair.
    /// </summary>
    public static bool IsObject(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        try
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return parsed.RootElement.ValueKind == JsonValueKind.Object && !HasHalfPair(json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether an escape is half of a surrogate pair. What is no JSON is left to the parser.</summary>
    public static bool HasHalfPair(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return false;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
