using System.Text;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>Reads a message to send from a request or a batch entry.</summary>
internal static class MessageReader
{
    private const string TraceHeader = "AWSTraceHeader";

    /// <summary>Those of FIFO queues are refused by name; a group on a standard queue, which makes it fair, is not served.</summary>
    public static IReadOnlyList<string> Parameters { get; } =
        ["MessageBody", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes", "MessageDeduplicationId"];

    public static OutgoingMessage Read(SqsInput input)
    {
        if (input.Optional("MessageDeduplicationId") is not null)
            throw SqsErrors.InvalidParameter(
                "The request includes a parameter that is not valid for this queue type: MessageDeduplicationId.");
        return new(
            Encoding.UTF8.GetBytes(input.Required("MessageBody")),
            ReadAttributes(input),
            input.Number("DelaySeconds"),
            ReadTraceHeader(input));
    }

    private static MessageAttribute[] ReadAttributes(SqsInput input) =>
        [.. input.Structures("MessageAttributes").Select(a => ReadAttribute(a.Name, a.Value))];

    private static MessageAttribute ReadAttribute(string name, SqsInput value)
    {
        var type = value.Optional("DataType");
        if (string.IsNullOrEmpty(type))
            throw SqsErrors.InvalidParameter($"The message attribute '{name}' must contain a non-empty attribute type.");
        var main = type.Split('.')[0];
        if (main is not ("String" or "Number" or "Binary") || type.Length > SqsLimits.AttributeNameLength)
            throw SqsErrors.InvalidParameter(
                $"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, "
                + "Number, and String.");
        var bytes = main == "Binary"
            ? value.Bytes("BinaryValue")
            : value.Optional("StringValue") is { } text ? Encoding.UTF8.GetBytes(text) : null;
        return new(name, type, bytes ?? []);
    }

    private static string? ReadTraceHeader(SqsInput input)
    {
        string? header = null;
        foreach (var (name, value) in input.Structures("MessageSystemAttributes"))
        {
            if (name != TraceHeader)
                throw SqsErrors.InvalidParameter($"Message system attribute name '{name}' is invalid.");
            header = value.Optional("StringValue");
        }
        return header;
    }
}
