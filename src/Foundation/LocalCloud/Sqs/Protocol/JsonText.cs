using System.Text.Json;
using System.Text.Unicode;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>Finds what a JSON parser lets pass but .NET strings can't hold, before anything reads it.</summary>
internal static class JsonText
{
    /// <exception cref="SqsException">The bytes are not UTF-8, or an escape is half of a surrogate pair.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw SqsErrors.Malformed("The request body is not UTF-8.");
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            throw SqsErrors.InvalidMessageContents();
        }
        catch (JsonException malformed)
        {
            throw SqsErrors.Malformed($"The request body is not JSON: {malformed.Message}");
        }
    }
}
