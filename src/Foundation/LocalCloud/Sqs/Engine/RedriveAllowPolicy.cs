using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>Says which queues may use this one as their dead-letter queue.</summary>
/// <param name="Permission">allowAll, denyAll or byQueue.</param>
/// <param name="SourceArns">The queues allowed under byQueue, at most 10.</param>
internal sealed record RedriveAllowPolicy(string Permission, IReadOnlyList<string> SourceArns)
{
    private const string ByQueue = "byQueue";

    private static readonly RedriveAllowPolicy AllowAll = new("allowAll", []);

    /// <exception cref="SqsException">InvalidAttributeValue.</exception>
    public static RedriveAllowPolicy Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return AllowAll;
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var permission = parsed.RootElement.GetProperty("redrivePermission").GetString();
            var sources = parsed.RootElement.TryGetProperty("sourceQueueArns", out var list)
                ? list.EnumerateArray().Select(e => e.GetString() ?? "").ToArray()
                : [];
            var valid = permission is "allowAll" or "denyAll" ? sources.Length == 0
                : permission == ByQueue && sources.Length is > 0 and <= SqsLimits.RedriveSourceQueues;
            return valid ? new(permission!, sources) : throw Invalid();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Invalid();
        }
    }

    public bool Allows(string sourceArn) =>
        Permission == AllowAll.Permission || (Permission == ByQueue && SourceArns.Contains(sourceArn));

    private static SqsException Invalid() => SqsErrors.InvalidAttributeValue(
        QueueAttributes.RedriveAllowPolicy, "redrivePermission must be allowAll, denyAll or byQueue with 1 to 10 sourceQueueArns.");
}
