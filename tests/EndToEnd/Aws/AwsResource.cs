using System.Text.Json.Nodes;

namespace RetailBus.EndToEnd.Aws;

/// <summary>A resource of a deployment.</summary>
internal sealed record AwsResource(string Id, string Type, JsonObject Properties)
{
    public string Text(string property) =>
        Properties[property]?.GetValue<string>() ?? throw new InvalidOperationException($"{Id} has no {property}.");

    public string? TextOrNull(string property) => Properties[property]?.GetValue<string>();

    /// <summary>One text or several.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
        _ => [node.GetValue<string>()],
    };
}
