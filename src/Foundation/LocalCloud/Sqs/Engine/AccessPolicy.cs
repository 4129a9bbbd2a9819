using System.Text.Json.Nodes;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>
/// Adds and removes labelled statements of a policy document, as AddPermission and RemovePermission do. A policy is an object that
/// <see cref="Hosting.JsonText.IsObject"/> accepted when it was set.
/// </summary>
internal static class AccessPolicy
{
    /// <param name="policy">A JSON object; null or empty for none yet.</param>
    /// <param name="id">Of a new policy.</param>
    /// <param name="label">Of the statement.</param>
    /// <param name="accounts">Who may.</param>
    /// <param name="actions">What, with the service's prefix.</param>
    /// <param name="resource">An ARN.</param>
    /// <returns>Null if there is such a label already.</returns>
    public static string? Add(
        string? policy, string id, string label, IEnumerable<string> accounts, IEnumerable<string> actions, string resource)
    {
        var document = string.IsNullOrEmpty(policy)
            ? new JsonObject { ["Version"] = "2008-10-17", ["Id"] = id }
            : JsonNode.Parse(policy)!.AsObject();
        var statements = Statements(document);
        if (statements.Any(statement => LabelOf(statement) == label))
            return null;
        statements.Add(new JsonObject
        {
            ["Sid"] = label,
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = OneOrMany(accounts.Select(account => $"arn:aws:iam::{account}:root")) },
            ["Action"] = OneOrMany(actions),
            ["Resource"] = resource,
        });
        document["Statement"] = new JsonArray([.. statements]);
        return document.ToJsonString();
    }

    /// <returns>The policy without the label's statement, empty if that was the last one; null if there is no such label.</returns>
    public static string? Remove(string? policy, string label)
    {
        if (string.IsNullOrEmpty(policy))
            return null;
        var document = JsonNode.Parse(policy)!.AsObject();
        var statements = Statements(document);
        if (statements.RemoveAll(statement => LabelOf(statement) == label) == 0)
            return null;
        document["Statement"] = new JsonArray([.. statements]);
        return statements.Count == 0 ? "" : document.ToJsonString();
    }

    /// <summary>Taken out of the document; a policy may have one statement in the list's place.</summary>
    private static List<JsonNode?> Statements(JsonObject document)
    {
        document.Remove("Statement", out var found);
        return found switch
        {
            null => [],
            JsonArray list => [.. list.Select(statement => statement?.DeepClone())],
            _ => [found],
        };
    }

    private static string? LabelOf(JsonNode? statement) =>
        statement is JsonObject found && found["Sid"] is JsonValue label && label.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode OneOrMany(IEnumerable<string> texts)
    {
        var nodes = texts.Select(text => (JsonNode)text).ToArray();
        return nodes.Length == 1 ? nodes[0] : new JsonArray(nodes);
    }
}
