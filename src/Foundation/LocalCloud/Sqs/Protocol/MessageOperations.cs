using System.Globalization;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The operations on one message at a time, and receiving.</summary>
internal sealed class MessageOperations(MessageExchange messages, SqsSnsSettings settings, UsageMeter meter)
{
    public IEnumerable<SqsOperation> All =>
    [
        new("SendMessage", SendAsync, ["QueueUrl", .. MessageReader.Parameters]),
        new(
            "ReceiveMessage", ReceiveAsync, "QueueUrl", "AttributeNames", "MessageSystemAttributeNames", "MessageAttributeNames",
            "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds"),
        new("DeleteMessage", DeleteAsync, "QueueUrl", "ReceiptHandle"),
        new("ChangeMessageVisibility", ChangeVisibilityAsync, "QueueUrl", "ReceiptHandle", "VisibilityTimeout"),
    ];

    private async Task<SqsReply> SendAsync(SqsCall call)
    {
        var message = MessageReader.Read(call.Input);
        messages.Check(call.Queue, message);
        meter.Payload("sqs", "SendMessage", message.Size);
        var sent = (await messages.SendAsync(call.Queue, [message]))[0];
        return new(w => SentMessage.Write(w, sent));
    }

    private async Task<SqsReply> ReceiveAsync(SqsCall call)
    {
        var input = call.Input;
        var wantedAttributes = input.Texts("MessageAttributeNames");
        var wantedSystemAttributes = input.Texts("MessageSystemAttributeNames").Concat(input.Texts("AttributeNames")).ToHashSet();
        var queue = call.Queue;
        var received = await messages.ReceiveAsync(
            queue,
            input.Number("MaxNumberOfMessages", 1, SqsLimits.ReceiveBatch) ?? 1,
            input.Number("VisibilityTimeout", 0, SqsLimits.MaxVisibilityTimeout),
            input.Number("WaitTimeSeconds", 0, SqsLimits.MaxWaitTime),
            call.Ended);
        if (received.Count == 0)
            return SqsReply.Empty;
        meter.Payload("sqs", "ReceiveMessage", received.Sum(message => (long)message.Content.Size));
        return new(
            w => w.List("Messages", "Message", received, m => Write(w, m, wantedAttributes, wantedSystemAttributes)),
            () => messages.GiveBack(queue, received));
    }

    private async Task<SqsReply> DeleteAsync(SqsCall call)
    {
        var refused = await messages.DeleteAsync(call.Queue, [call.Input.Required("ReceiptHandle")]);
        return refused[0] is null ? SqsReply.Empty : throw refused[0]!;
    }

    private async Task<SqsReply> ChangeVisibilityAsync(SqsCall call)
    {
        var seconds = call.Input.Number("VisibilityTimeout") ?? throw SqsErrors.MissingParameter("VisibilityTimeout");
        var refused = await messages.ChangeVisibilityAsync(call.Queue, [new(call.Input.Required("ReceiptHandle"), seconds)]);
        return refused[0] is null ? SqsReply.Empty : throw refused[0]!;
    }

    private void Write(
        IResultWriter writer, ReceivedMessage message, IReadOnlyList<string> wantedAttributes, HashSet<string> wantedSystemAttributes)
    {
        writer.Text("MessageId", message.Content.Id.ToString());
        writer.Text("ReceiptHandle", message.Handle.ToString());
        writer.Text("MD5OfBody", message.Content.BodyMd5);
        writer.Text("Body", message.Content.Body);
        var system = SystemAttributes(message)
            .Where(a => wantedSystemAttributes.Contains("All") || wantedSystemAttributes.Contains(a.Key)).ToArray();
        if (system.Length > 0)
            writer.Pairs("Attributes", "Attribute", "Name", system);
        var attributes = message.Content.Attributes.Where(a => IsWanted(a.Name, wantedAttributes)).ToArray();
        if (attributes.Length == 0)
            return;
        writer.Text("MD5OfMessageAttributes", MessageDigest.OfAttributes(attributes));
        writer.Map("MessageAttributes", "MessageAttribute", attributes, a => a.Name, a =>
        {
            if (a.IsBinary)
                writer.Binary("BinaryValue", a.Bytes);
            else
                writer.Text("StringValue", a.Bytes);
            writer.Text("DataType", a.DataType);
        });
    }

    private IEnumerable<KeyValuePair<string, string>> SystemAttributes(ReceivedMessage message)
    {
        yield return new("SenderId", settings.AccountId);
        yield return new("SentTimestamp", Text(message.Content.SentAt));
        yield return new("ApproximateReceiveCount", Text(message.State.ReceiveCount));
        yield return new("ApproximateFirstReceiveTimestamp", Text(message.State.FirstReceivedAt));
        if (message.Content.TraceHeader is { } header)
            yield return new("AWSTraceHeader", header);
        if (message.Content.DeadLetterSource is { } source)
            yield return new("DeadLetterQueueSourceArn", source);

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A name, <c>All</c>, <c>.*</c>, or a prefix followed by <c>.*</c>.</summary>
    private static bool IsWanted(string name, IReadOnlyList<string> wanted) => wanted.Any(pattern =>
        pattern == name || pattern == "All"
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(pattern[..^2], StringComparison.Ordinal)));
}
