using System.Text.Json;
using System.Text.Unicode;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Finds what a JSON parser lets pass but .NET strings can't hold, before anything reads it.</summary>
internal static class JsonText
{
    public static bool IsUtf8(ReadOnlySpan<byte> json) => Utf8.IsValid(json);

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
