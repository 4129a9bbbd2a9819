using System.Text.Json;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>Reads parameters out of a request, and refuses those that would be passed over.</summary>
internal static class Parameters
{
    /// <exception cref="FirehoseException">The parameter is missing or not text.</exception>
    public static string Text(this JsonElement request, string name) =>
        request.TextOr(name, "") is { Length: > 0 } text
            ? text
            : throw FirehoseErrors.Validation($"Value at '{name}' failed to satisfy constraint: Member must not be null");

    public static string TextOr(this JsonElement request, string name, string fallback) => request.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : throw NotOfType(name, "text")
        : fallback;

    public static int Number(this JsonElement request, string name, int fallback, int minimum, int maximum)
    {
        if (!request.TryGetProperty(name, out var value))
            return fallback;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number >= minimum && number <= maximum
                ? number
                : throw FirehoseErrors.Validation(
                    $"Value '{number}' at '{name}' failed to satisfy constraint: between {minimum} and {maximum}")
            : throw NotOfType(name, "a whole number");
    }

    /// <exception cref="FirehoseException">The request has another parameter than these.</exception>
    public static void Allow(this JsonElement request, params string[] names)
    {
        if (request.ValueKind != JsonValueKind.Object)
            throw new FirehoseException("SerializationException", "A structure is expected where the request has another value.");
        foreach (var property in request.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw FirehoseErrors.NotServed(property.Name);
        }
    }

    private static FirehoseException NotOfType(string name, string type) => new("SerializationException", $"{name} must be {type}.");
}
