using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>
/// Section <c>CloudEvents</c>: copies of the public events as CloudEvents 1.0, on one SNS topic, for consumers that do not use MassTransit.
/// Off when no <see cref="Topic"/> is set.
/// </summary>
/// <remarks>
/// A message's body is the event in the structured mode, <c>application/cloudevents+json</c>, as the message attribute
/// <c>Content-Type</c> says; the attributes <c>type</c> and <c>dataset</c> are there for filter policies. An event may come twice and out
/// of order: it has the same id and source each time. With <c>Aws:Provision</c> off the topic has to be there.
/// </remarks>
public sealed class CloudEventOptions
{
    public const string Section = "CloudEvents";

    /// <summary>
    /// The topic's name, 1 to 256 letters, digits, hyphens and underscores; or the ARN of one that is there. Default none: off.
    /// </summary>
    [RegularExpression("^([A-Za-z0-9_-]{1,256}|arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256})$")]
    public string? Topic { get; set; }

    /// <summary>The events' <c>source</c>, a URI reference that tells this stack from others. Default <c>urn:retailbus</c>.</summary>
    [Required, MinLength(1)]
    public string Source { get; set; } = "urn:retailbus";

    /// <summary>
    /// Where <c>docs/asyncapi.yaml</c> is served, for the events' <c>dataschema</c>, e.g. <c>https://shop.example/asyncapi.yaml</c>. Default
    /// none: events carry no such attribute.
    /// </summary>
    public Uri? DataSchema { get; set; }
}
