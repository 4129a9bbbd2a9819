using System.Text.Json;

namespace RetailBus.AwsClients.Protocol;

internal static class JsonElementExtensions
{
    /// <summary>The member's text, or null when it is absent, null or no string.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
