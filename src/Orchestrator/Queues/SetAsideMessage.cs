using System.Text.Json;
using Amazon.SQS.Model;

namespace RetailBus.Orchestrator.Queues;

/// <summary>A message that was set aside, on its way back.</summary>
internal static class SetAsideMessage
{
    private static readonly string[] OfTheFault = ["MT-Reason", "MT-Fault-", "MT-Host-", "MT-Redelivery-Count"];

    /// <summary>What is sent again: the body as it is, the attributes but those that tell of the fault.</summary>
    public static SendMessageRequest Again(Message message, string address) => new(address, message.Body)
    {
        MessageAttributes = (message.MessageAttributes ?? [])
            .Where(attribute => !OfTheFault.Any(prefix => attribute.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(),
    };

    /// <summary>The batch that the envelope's message is about; null when it names none, or is no envelope.</summary>
    public static Guid? BatchId(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Member(document.RootElement, "message") is { } message
                ? Id(message) ?? (Member(message, "message") is { } faulted ? Id(faulted) : null)
                : null;
        }
        catch (JsonException)
        {
            return null; // S3's own events and strangers' messages need not be envelopes
        }
    }

    private static Guid? Id(JsonElement message) =>
        Member(message, "batchId", JsonValueKind.String) is { } id && id.TryGetGuid(out var batch) ? batch : null;

    private static JsonElement? Member(JsonElement element, string name, JsonValueKind kind = JsonValueKind.Object) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind == kind ? found : null;
}
