using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>The notification configuration's document.</summary>
internal static class NotificationXml
{
    private static readonly string[] Events =
    [
        "s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Post", "s3:ObjectCreated:Copy",
        "s3:ObjectCreated:CompleteMultipartUpload",
        "s3:ObjectRemoved:*", "s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated",
    ];

    /// <exception cref="S3Exception">The document is malformed, or asks for something that is not served.</exception>
    public static List<NotificationRule> Read(XElement document)
    {
        var rules = new List<NotificationRule>();
        foreach (var element in document.Elements())
        {
            rules.Add(element.Name.LocalName switch
            {
                "QueueConfiguration" => Read(element, "Queue", isTopic: false),
                "TopicConfiguration" => Read(element, "Topic", isTopic: true),
                var other => throw S3Errors.NotImplemented($"the notification configuration '{other}'"),
            });
        }

        return rules;
    }

    public static XElement Write(IEnumerable<NotificationRule> rules) => new(
        "NotificationConfiguration",
        rules.Select(rule => new XElement(
            rule.IsTopic ? "TopicConfiguration" : "QueueConfiguration",
            new XElement("Id", rule.Id),
            new XElement(rule.IsTopic ? "Topic" : "Queue", rule.TargetArn),
            rule.Events.Select(name => new XElement("Event", name)),
            rule.Prefix is null && rule.Suffix is null
                ? null
                : new XElement("Filter", new XElement("S3Key", FilterRule("Prefix", rule.Prefix), FilterRule("Suffix", rule.Suffix))))));

    private static XElement? FilterRule(string name, string? value) =>
        value is null ? null : new XElement("FilterRule", new XElement("Name", name), new XElement("Value", value));

    private static NotificationRule Read(XElement element, string target, bool isTopic)
    {
        var arn = element.Text(target) ?? throw S3Errors.MalformedXml($"A configuration has no {target}.");
        var events = element.Children("Event").Select(item => item.Value).ToList();
        if (events.Count == 0)
            throw S3Errors.MalformedXml("A configuration has no Event.");
        if (events.Find(name => !Events.Contains(name)) is { } unknown)
            throw S3Errors.InvalidArgument($"The event is not supported for notifications by the local cloud: {unknown}");
        string? prefix = null;
        string? suffix = null;
        foreach (var rule in element.Descendants().Where(item => item.Name.LocalName == "FilterRule"))
        {
            var name = rule.Text("Name") ?? "";
            if (name.Equals("prefix", StringComparison.OrdinalIgnoreCase) && prefix is null)
                prefix = rule.Text("Value");
            else if (name.Equals("suffix", StringComparison.OrdinalIgnoreCase) && suffix is null)
                suffix = rule.Text("Value");
            else
                throw S3Errors.InvalidArgument("filter rule name must be either prefix or suffix, each at most once");
        }

        return new NotificationRule(element.Text("Id") ?? Guid.NewGuid().ToString("N"), arn, isTopic, events, prefix, suffix);
    }
}
