using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;

namespace RetailBus.AwsClients.Sns;

/// <summary>Reads SNS answers.</summary>
internal static class SnsXml
{
    public static bool Nothing(XElement root) => true;

    public static string Required(XElement root, string name) => root.Descendants(name).FirstOrDefault()?.Value
        ?? throw new AmazonUnmarshallingException($"The answer has no {name}.", root.Name.LocalName, null);

    public static IReadOnlyDictionary<string, string> Attributes(XElement root) => root.Descendants("entry")
        .ToDictionary(entry => entry.Element("key")?.Value ?? "", entry => entry.Element("value")?.Value ?? "", StringComparer.Ordinal);

    public static SnsPage<string> Topics(XElement root) =>
        new(root.Descendants("TopicArn").Select(topic => topic.Value).ToList(), NextToken(root));

    public static SnsPage<SnsSubscription> Subscriptions(XElement root) => new(
        root.Descendants("member").Select(member => new SnsSubscription(
            Text(member, "SubscriptionArn"), Text(member, "TopicArn"), Text(member, "Protocol"), Text(member, "Endpoint"))).ToList(),
        NextToken(root));

    public static SnsBatchResult BatchResult(XElement root) => new(
        root.Descendants("Successful").Elements("member")
            .ToDictionary(member => Text(member, "Id"), member => Text(member, "MessageId"), StringComparer.Ordinal),
        root.Descendants("Failed").Elements("member").Select(member => new SnsBatchFailure(
            Text(member, "Id"), Text(member, "Code"), member.Element("Message")?.Value,
            string.Equals(Text(member, "SenderFault"), "true", StringComparison.OrdinalIgnoreCase))).ToList());

    public static AmazonServiceException Fault(string? message, string? code, string? requestId, HttpStatusCode status, Exception inner) =>
        new SnsException(
            message ?? string.Create(CultureInfo.InvariantCulture, $"Amazon SNS answered {(int)status} without an AWS error."),
            inner, code, requestId, status);

    private static string? NextToken(XElement root) =>
        root.Descendants("NextToken").FirstOrDefault()?.Value is { Length: > 0 } token ? token : null;

    private static string Text(XElement element, string name) => element.Element(name)?.Value ?? "";
}
