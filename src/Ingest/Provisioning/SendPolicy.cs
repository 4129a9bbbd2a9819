using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailBus.Ingest.Provisioning;

/// <summary>The queue policy's statement that lets the raw zone send its events. Other statements stay.</summary>
internal static class SendPolicy
{
    private const string Sid = "RetailBusRawZone";

    /// <returns>The new policy, or null when the present one has the statement already.</returns>
    public static string? Allow(string? present, string queueArn, string bucket)
    {
        var policy = string.IsNullOrWhiteSpace(present) ? null : JsonNode.Parse(present) as JsonObject;
        policy ??= new JsonObject { ["Version"] = "2012-10-17" };
        var statements = policy["Statement"] switch
        {
            JsonArray several => several,
            JsonObject one => [one.DeepClone()],
            _ => [],
        };
        var own = Statement(queueArn, bucket);
        var earlier = statements.OfType<JsonObject>().FirstOrDefault(statement => statement["Sid"]?.ToString() == Sid);
        if (earlier is not null && JsonNode.DeepEquals(earlier, own))
            return null;

        if (earlier is not null)
            statements.Remove(earlier);
        statements.Add(own);
        policy["Statement"] = statements.DeepClone();
        return policy.ToJsonString(JsonSerializerOptions.Default);
    }

    private static JsonObject Statement(string queueArn, string bucket) => new()
    {
        ["Sid"] = Sid,
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = "s3.amazonaws.com" },
        ["Action"] = "sqs:SendMessage",
        ["Resource"] = queueArn,
        ["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["aws:SourceArn"] = $"arn:aws:s3:::{bucket}" } },
    };
}
