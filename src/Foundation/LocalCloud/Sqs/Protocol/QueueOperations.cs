using System.Text;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The operations on queues themselves.</summary>
internal sealed class QueueOperations(QueueCatalog queues, MessageExchange messages, SqsSnsSettings settings)
{
    public IEnumerable<SqsOperation> All =>
    [
        new("CreateQueue", CreateAsync, "QueueName", "Attributes", "tags", "Tags"),
        new("DeleteQueue", DeleteAsync, "QueueUrl"),
        new("GetQueueUrl", GetUrlAsync, "QueueName", "QueueOwnerAWSAccountId"),
        new("ListQueues", ListAsync, "QueueNamePrefix", "MaxResults", "NextToken"),
        new("GetQueueAttributes", GetAttributesAsync, "QueueUrl", "AttributeNames"),
        new("SetQueueAttributes", SetAttributesAsync, "QueueUrl", "Attributes"),
        new("ListDeadLetterSourceQueues", ListSourcesAsync, "QueueUrl", "MaxResults", "NextToken"),
        new("PurgeQueue", PurgeAsync, "QueueUrl"),
        new("TagQueue", TagAsync, "QueueUrl", "Tags"),
        new("UntagQueue", UntagAsync, "QueueUrl", "TagKeys"),
        new("ListQueueTags", ListTagsAsync, "QueueUrl"),
    ];

    private async Task<SqsReply> CreateAsync(SqsCall call)
    {
        var name = call.Input.Required("QueueName");
        var tags = call.Input.Map("tags");
        await queues.CreateAsync(name, call.Input.Map("Attributes"), tags.Count > 0 ? tags : call.Input.Map("Tags"));
        return Url(call, name);
    }

    private async Task<SqsReply> DeleteAsync(SqsCall call)
    {
        await queues.DeleteAsync(call.Queue);
        return SqsReply.Empty;
    }

    private Task<SqsReply> GetUrlAsync(SqsCall call)
    {
        var name = call.Input.Required("QueueName");
        return queues.Exists(name) ? Task.FromResult(Url(call, name)) : throw SqsErrors.QueueDoesNotExist();
    }

    private Task<SqsReply> ListAsync(SqsCall call)
    {
        var limit = call.Input.Number("MaxResults", 1, SqsLimits.ListPage);
        return Task.FromResult(Page(
            call, "QueueUrls", limit, (after, count) => queues.List(call.Input.Optional("QueueNamePrefix") ?? "", after, count)));
    }

    private Task<SqsReply> ListSourcesAsync(SqsCall call)
    {
        var limit = call.Input.Number("MaxResults", 1, SqsLimits.ListPage);
        var sources = queues.DeadLetterSources(call.Queue);
        return Task.FromResult(Page(
            call, "queueUrls", limit, (after, count) => [.. sources.Where(n => string.CompareOrdinal(n, after) > 0).Take(count)]));
    }

    private Task<SqsReply> GetAttributesAsync(SqsCall call)
    {
        var wanted = call.Input.Texts("AttributeNames");
        if (wanted.FirstOrDefault(n => n != "All" && !QueueAttributes.IsKnown(n)) is { } unknown)
            throw SqsErrors.InvalidAttributeName(unknown);
        var attributes = queues.Attributes(call.Queue).Where(a => wanted.Contains("All") || wanted.Contains(a.Key)).ToArray();
        return Task.FromResult(new SqsReply(w =>
        {
            if (attributes.Length > 0)
                w.Pairs("Attributes", "Attribute", "Name", attributes);
        }));
    }

    private async Task<SqsReply> SetAttributesAsync(SqsCall call)
    {
        var attributes = call.Input.Map("Attributes");
        if (attributes.Count == 0)
            throw SqsErrors.MissingParameter("Attributes");
        await queues.SetAttributesAsync(call.Queue, attributes);
        return SqsReply.Empty;
    }

    private async Task<SqsReply> PurgeAsync(SqsCall call)
    {
        await messages.PurgeAsync(call.Queue);
        return SqsReply.Empty;
    }

    private async Task<SqsReply> TagAsync(SqsCall call)
    {
        await queues.ChangeTagsAsync(call.Queue, call.Input.Map("Tags"), []);
        return SqsReply.Empty;
    }

    private async Task<SqsReply> UntagAsync(SqsCall call)
    {
        await queues.ChangeTagsAsync(call.Queue, new Dictionary<string, string>(), call.Input.Texts("TagKeys"));
        return SqsReply.Empty;
    }

    private Task<SqsReply> ListTagsAsync(SqsCall call)
    {
        var tags = queues.Tags(call.Queue);
        return Task.FromResult(new SqsReply(w => w.Pairs("Tags", "Tag", "Key", tags)));
    }

    private SqsReply Url(SqsCall call, string name) => new(w => w.Text("QueueUrl", UrlOf(call, name)));

    private string UrlOf(SqsCall call, string name) => $"{call.BaseUrl}/{settings.AccountId}/{name}";

    /// <summary>Without a limit there is one page of at most 1000 and no token, as AWS has it.</summary>
    private SqsReply Page(SqsCall call, string list, int? limit, Func<string, int, IReadOnlyList<string>> namesAfter)
    {
        var names = namesAfter(ReadToken(call.Input.Optional("NextToken")), (limit ?? SqsLimits.ListPage) + 1);
        var page = names.Take(limit ?? SqsLimits.ListPage).ToArray();
        return new(w =>
        {
            if (page.Length > 0)
                w.Texts(list, "QueueUrl", page.Select(n => UrlOf(call, n)));
            if (limit is not null && names.Count > page.Length)
                w.Text("NextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1])));
        });
    }

    private static string ReadToken(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return "";
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw SqsErrors.InvalidParameter("Invalid or expired next token.");
    }
}
