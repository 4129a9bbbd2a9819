using System.Globalization;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>Moves a message to another queue when it was received more often than allowed.</summary>
/// <param name="DeadLetterArn">The queue that takes it.</param>
/// <param name="MaxReceiveCount">1 to 1000.</param>
internal sealed record RedrivePolicy(string DeadLetterArn, int MaxReceiveCount)
{
    /// <exception cref="SqsException">InvalidAttributeValue.</exception>
    public static RedrivePolicy? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var target = parsed.RootElement.GetProperty("deadLetterTargetArn").GetString();
            var count = parsed.RootElement.GetProperty("maxReceiveCount");
            var limit = count.ValueKind == JsonValueKind.String
                ? int.Parse(count.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture)
                : count.GetInt32();
            if (string.IsNullOrEmpty(target) || limit is < 1 or > SqsLimits.MaxReceiveCount)
                throw SqsErrors.InvalidAttributeValue(QueueAttributes.RedrivePolicy, "maxReceiveCount must be between 1 and 1000.");
            return new(target, limit);
        }
        catch (Exception fault) when (fault
            is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or OverflowException)
        {
            throw SqsErrors.InvalidAttributeValue(
                QueueAttributes.RedrivePolicy, "Must be a JSON object with deadLetterTargetArn and maxReceiveCount.");
        }
    }
}
