using System.Reflection;
using System.Text.Json.Nodes;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// OpenLineage's documents as JSON. Property names and the versions in the schemas' addresses are those of the published specification
/// (https://openlineage.io/spec, 2-0-2).
/// </summary>
internal static class Facet
{
    private const string Spec = "https://openlineage.io/spec";

    public const string RunEventSchema = $"{Spec}/2-0-2/OpenLineage.json#/$defs/RunEvent";

    /// <summary>Whoever made the event, as a URI; with the product's version.</summary>
    public static string Producer { get; } = $"urn:retailbus:orchestrator:{Version}";

    public static string Version =>
        typeof(Facet).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <param name="version">The schema's, e.g. <c>1-0-1</c>.</param>
    /// <param name="schema">Its file's name without ending.</param>
    /// <param name="properties">The facet's own; those without a value are left out.</param>
    public static JsonObject Of(string version, string schema, params (string Name, JsonNode? Value)[] properties) => Object(
        [
            ("_producer", Producer),
            ("_schemaURL", $"{Spec}/facets/{version}/{schema}.json#/$defs/{schema}"),
            .. properties,
        ]);

    public static JsonObject Object(params (string Name, JsonNode? Value)[] properties) => new(
        properties.Where(property => property.Value is not null).Select(property => KeyValuePair.Create(property.Name, property.Value)));

    public static JsonArray Array(IEnumerable<JsonNode> items) => [.. items];
}
