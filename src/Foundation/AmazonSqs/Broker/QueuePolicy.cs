using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>
/// The statement that lets SNS topics deliver to a queue, merged into the policy that the queue has. Other statements stay.
/// </summary>
internal static class QueuePolicy
{
    /// <summary>SQS refuses larger policies.</summary>
    public const int MaxBytes = 8192;

    private static readonly JsonSerializerOptions Compact = new() { WriteIndented = false };

    /// <returns>The new policy, or null when the present one already allows all topics.</returns>
    public static string? Allow(string? present, string queueArn, IReadOnlyCollection<string> topicArns)
    {
        var policy = string.IsNullOrWhiteSpace(present) ? null : JsonNode.Parse(present) as JsonObject;
        policy ??= new JsonObject { ["Version"] = "2012-10-17" };
        var statements = policy["Statement"] switch
        {
            JsonArray array => array,
            JsonObject single => Replace(policy, single),
            _ => Replace(policy, null),
        };
        var own = statements.OfType<JsonObject>().FirstOrDefault(statement => IsOwn(statement, queueArn));
        var allowed = own is null ? [] : SourceArns(own).ToList();
        var missing = topicArns.Where(arn => !allowed.Exists(pattern => Covers(pattern, arn))).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return null;
        allowed.AddRange(missing);
        if (own is not null) statements.Remove(own);
        own = Statement(queueArn, allowed);
        statements.Add(own);
        var text = policy.ToJsonString(Compact);
        if (Encoding.UTF8.GetByteCount(text) <= MaxBytes) return text;
        statements.Remove(own);
        statements.Add(Statement(queueArn, allowed.Select(AllTopicsOfAccount).Distinct(StringComparer.Ordinal)));
        return policy.ToJsonString(Compact);
    }

    private static JsonArray Replace(JsonObject policy, JsonObject? single)
    {
        policy.Remove("Statement");
        var array = new JsonArray();
        if (single is not null) array.Add(single);
        policy["Statement"] = array;
        return array;
    }

    private static bool IsOwn(JsonObject statement, string queueArn) =>
        Is(statement["Effect"], "Allow")
        && statement["Principal"] is JsonObject principal && Is(principal["Service"], "sns.amazonaws.com")
        && statement["Action"]?.ToString() is { } action && action.Equals("sqs:SendMessage", StringComparison.OrdinalIgnoreCase)
        && Is(statement["Resource"], queueArn)
        && statement["Condition"]?["ArnLike"]?["aws:SourceArn"] is not null;

    private static bool Is(JsonNode? node, string value) => node is JsonValue && node.ToString() == value;

    private static IEnumerable<string> SourceArns(JsonObject statement) => statement["Condition"]!["ArnLike"]!["aws:SourceArn"] switch
    {
        JsonArray array => array.Select(arn => arn!.ToString()),
        { } single => [single.ToString()],
        null => [],
    };

    private static bool Covers(string pattern, string arn) => pattern.EndsWith('*')
        ? arn.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern == arn;

    private static string AllTopicsOfAccount(string topicArn) => topicArn[..(topicArn.LastIndexOf(':') + 1)] + "*";

    private static JsonObject Statement(string queueArn, IEnumerable<string> topicArns) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = "sns.amazonaws.com" },
        ["Action"] = "sqs:SendMessage",
        ["Resource"] = queueArn,
        ["Condition"] = new JsonObject
        {
            ["ArnLike"] = new JsonObject
            {
                ["aws:SourceArn"] = new JsonArray(topicArns.Select(arn => (JsonNode)JsonValue.Create(arn)).ToArray()),
            },
        },
    };
}
