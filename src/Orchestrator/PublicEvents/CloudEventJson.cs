using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>
/// CloudEvents 1.0 in the JSON format's structured mode; the data is as the bus writes it and <c>docs/asyncapi.yaml</c> says.
/// </summary>
internal static class CloudEventJson
{
    public const string ContentType = "application/cloudevents+json";

    /// <param name="happened">What to tell.</param>
    /// <param name="options">Source and schema.</param>
    /// <param name="traceParent">W3C id of the span that tells it; null where nothing is traced.</param>
    public static string Of(PublicEvent happened, CloudEventOptions options, string? traceParent)
    {
        var document = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = happened.Id.ToString("D"),
            ["source"] = options.Source,
            ["type"] = happened.Type,
            ["subject"] = happened.Subject.ToString("D"),
            ["time"] = happened.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
        };
        if (options.DataSchema is { } schema)
            document["dataschema"] = $"{schema.AbsoluteUri}#/components/schemas/{happened.Message.GetType().Name}";
        if (traceParent is not null)
            document["traceparent"] = traceParent;
        document["data"] = JsonSerializer.SerializeToNode(
            happened.Message, happened.Message.GetType(), SystemTextJsonMessageSerializer.Options);
        return document.ToJsonString();
    }
}
