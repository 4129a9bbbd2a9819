using System.IO.Enumeration;
using System.Text.Json;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>
/// Whether a queue's policy, whoever wrote it, lets SNS deliver a topic's messages. Only Allow statements are read, and of their
/// conditions only <c>aws:SourceArn</c>: Deny statements and other conditions show when messages are sent.
/// </summary>
internal static class QueuePermissions
{
    private static readonly string[] Comparisons = ["ArnLike", "ArnEquals", "StringLike", "StringEquals"];

    public static bool Permit(string? policy, string queueArn, string topicArn)
    {
        if (string.IsNullOrWhiteSpace(policy)) return false;
        using var document = JsonDocument.Parse(policy);
        return document.RootElement.TryGetProperty("Statement", out var statements)
            && Elements(statements).Any(statement => Permits(statement, queueArn, topicArn));
    }

    private static bool Permits(JsonElement statement, string queueArn, string topicArn) =>
        Texts(statement, "Effect").Contains("Allow")
        && IsForSns(statement)
        && Texts(statement, "Action").Any(action => Matches(action, "sqs:SendMessage", ignoreCase: true))
        && Texts(statement, "Resource").Any(resource => Matches(resource, queueArn))
        && SourcesPermit(statement, topicArn);

    private static bool IsForSns(JsonElement statement)
    {
        if (!statement.TryGetProperty("Principal", out var principal)) return false;
        return principal.ValueKind == JsonValueKind.Object
            ? Texts(principal, "Service").Contains("sns.amazonaws.com") || Texts(principal, "AWS").Contains("*")
            : Texts(statement, "Principal").Contains("*");
    }

    private static bool SourcesPermit(JsonElement statement, string topicArn)
    {
        if (!statement.TryGetProperty("Condition", out var condition)) return true;
        return condition.EnumerateObject()
            .Where(comparison => Comparisons.Contains(comparison.Name, StringComparer.OrdinalIgnoreCase))
            .SelectMany(comparison => comparison.Value.EnumerateObject())
            .Where(key => key.Name.Equals("aws:SourceArn", StringComparison.OrdinalIgnoreCase))
            .All(key => Elements(key.Value).Any(pattern => Matches(pattern.GetString() ?? "", topicArn)));
    }

    private static bool Matches(string pattern, string value, bool ignoreCase = false) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), value, ignoreCase);

    private static IEnumerable<string> Texts(JsonElement parent, string name) => parent.TryGetProperty(name, out var value)
        ? Elements(value).Where(element => element.ValueKind == JsonValueKind.String).Select(element => element.GetString()!)
        : [];

    private static List<JsonElement> Elements(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
