namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>A topic as clients configured it; replaced as a whole when any of it changes.</summary>
internal sealed record TopicDefinition(
    string Arn,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Tags)
{
    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..];
}
