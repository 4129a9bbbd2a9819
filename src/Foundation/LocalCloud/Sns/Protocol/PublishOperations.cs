using System.Xml;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>Publishing, one message or up to ten.</summary>
internal sealed class PublishOperations(Publisher publisher, UsageMeter meter)
{
    public IEnumerable<SnsOperation> All =>
    [
        new(
            "Publish", PublishAsync, "TopicArn", "TargetArn", "PhoneNumber", "Message", "Subject", "MessageStructure", "MessageAttributes",
            "MessageDeduplicationId", "MessageGroupId"),
        new("PublishBatch", PublishBatchAsync, "TopicArn", "PublishBatchRequestEntries"),
    ];

    private async Task<Action<XmlWriter>> PublishAsync(QueryForm form)
    {
        if (form.Value("PhoneNumber") is not null)
            throw SnsErrors.InvalidParameter("PhoneNumber", "Text messages are not served by this endpoint");
        var topic = form.Value("TopicArn") ?? form.Required("TargetArn");
        var notification = Read(form);
        meter.Payload("sns", "Publish", NotificationRules.Size(notification));
        await publisher.PublishAsync(topic, [notification]);
        return xml => xml.WriteElementString("MessageId", notification.Id.ToString());
    }

    private async Task<Action<XmlWriter>> PublishBatchAsync(QueryForm form)
    {
        var entries = form.Members("PublishBatchRequestEntries").ToArray();
        CheckIds(entries);
        var accepted = new List<(string Id, Notification Notification)>();
        var refused = new List<(string Id, SnsException Error)>();
        foreach (var entry in entries)
            ReadOne(entry, accepted, refused);
        var size = accepted.Sum(a => NotificationRules.Size(a.Notification));
        if (size > SnsLimits.MessageSize)
            throw SnsErrors.BatchTooLong();
        meter.Payload("sns", "PublishBatch", size);
        await publisher.PublishAsync(form.Required("TopicArn"), [.. accepted.Select(a => a.Notification)]);
        return xml =>
        {
            xml.Members("Successful", accepted, entry =>
            {
                xml.WriteElementString("Id", entry.Id);
                xml.WriteElementString("MessageId", entry.Notification.Id.ToString());
            });
            xml.Members("Failed", refused, entry =>
            {
                xml.WriteElementString("Id", entry.Id);
                xml.WriteElementString("Code", entry.Error.Code);
                xml.WriteElementString("Message", entry.Error.Message);
                xml.WriteElementString("SenderFault", "true");
            });
        };
    }

    private static void ReadOne(QueryForm entry, List<(string, Notification)> accepted, List<(string, SnsException)> refused)
    {
        var id = entry.Required("Id");
        try
        {
            accepted.Add((id, Read(entry)));
        }
        catch (SnsException error)
        {
            refused.Add((id, error));
        }
    }

    private static void CheckIds(QueryForm[] entries)
    {
        if (entries.Length == 0)
            throw SnsErrors.EmptyBatch();
        if (entries.Length > SnsLimits.BatchEntries)
            throw SnsErrors.TooManyEntries();
        var ids = entries.Select(e => e.Required("Id")).ToArray();
        if (!Array.TrueForAll(ids, IsEntryId))
            throw SnsErrors.InvalidEntryId();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
            throw SnsErrors.EntryIdsNotDistinct();
    }

    private static bool IsEntryId(string id) =>
        id.Length <= SnsLimits.BatchEntryIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static Notification Read(QueryForm form)
    {
        if (form.Value("MessageGroupId") is not null || form.Value("MessageDeduplicationId") is not null)
            throw SnsErrors.InvalidParameter("MessageGroupId", "FIFO topics are not served by this endpoint, only standard topics");
        var structure = form.Value("MessageStructure");
        if (structure is not (null or "" or "json"))
            throw SnsErrors.InvalidParameter("MessageStructure", "Must be json, if given");
        var notification = new Notification(
            form.Value("Message") ?? "", form.Value("Subject"), form.MessageAttributes(), structure == "json");
        NotificationRules.Check(notification);
        return notification;
    }
}
