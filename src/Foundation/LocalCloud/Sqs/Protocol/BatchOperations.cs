using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The batch forms: up to 10 entries, each with a result of its own.</summary>
internal sealed class BatchOperations(MessageExchange messages, UsageMeter meter)
{
    public IEnumerable<SqsOperation> All =>
    [
        new("SendMessageBatch", SendAsync, "QueueUrl", "Entries"),
        new("DeleteMessageBatch", DeleteAsync, "QueueUrl", "Entries"),
        new("ChangeMessageVisibilityBatch", ChangeVisibilityAsync, "QueueUrl", "Entries"),
    ];

    private async Task<SqsReply> SendAsync(SqsCall call)
    {
        var entries = Batch.Read(call, ReadEntry);
        var size = entries.Sum(e => e.Value?.Size ?? 0);
        if (size > SqsLimits.MaxMessageSize)
            throw SqsErrors.BatchTooLong(size);
        meter.Payload("sqs", "SendMessageBatch", size);
        foreach (var entry in entries)
            entry.Attempt(message => messages.Check(call.Queue, message));
        var accepted = entries.Where(e => e.Refused is null).ToArray();
        var sent = await messages.SendAsync(call.Queue, [.. accepted.Select(e => e.Value!)]);
        var results = accepted.Zip(sent).ToArray();
        return Batch.Reply("SendMessageBatchResultEntry", entries, results, (w, result) =>
        {
            w.Text("Id", result.First.Id);
            SentMessage.Write(w, result.Second);
        });
    }

    private async Task<SqsReply> DeleteAsync(SqsCall call)
    {
        var entries = Batch.Read(call, e => e.Required("ReceiptHandle"));
        var accepted = entries.Where(e => e.Refused is null).ToArray();
        Batch.Refuse(accepted, await messages.DeleteAsync(call.Queue, [.. accepted.Select(e => e.Value!)]));
        return Reply("DeleteMessageBatchResultEntry", entries);
    }

    private async Task<SqsReply> ChangeVisibilityAsync(SqsCall call)
    {
        var entries = Batch.Read(call, e => new VisibilityChange(
            e.Required("ReceiptHandle"), e.Number("VisibilityTimeout") ?? throw SqsErrors.MissingParameter("VisibilityTimeout")));
        var accepted = entries.Where(e => e.Refused is null).ToArray();
        Batch.Refuse(accepted, await messages.ChangeVisibilityAsync(call.Queue, [.. accepted.Select(e => e.Value!)]));
        return Reply("ChangeMessageVisibilityBatchResultEntry", entries);
    }

    private static OutgoingMessage ReadEntry(SqsInput entry)
    {
        entry.Allow("an entry of SendMessageBatch", ["Id", .. MessageReader.Parameters]);
        return MessageReader.Read(entry);
    }

    private static SqsReply Reply<T>(string element, IReadOnlyList<BatchEntry<T>> entries)
        where T : class =>
        Batch.Reply(element, entries, [.. entries.Where(e => e.Refused is null)], (w, entry) => w.Text("Id", entry.Id));
}
