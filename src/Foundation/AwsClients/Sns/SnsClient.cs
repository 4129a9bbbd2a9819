using System.Globalization;
using System.Xml.Linq;
using RetailBus.AwsClients.Protocol;

namespace RetailBus.AwsClients.Sns;

/// <summary>Amazon SNS over its Query protocol (API version 2010-03-31). Thread-safe; keep one per process.</summary>
public sealed class SnsClient : ISnsClient
{
    private static readonly AwsService Service = new("SNS", "sns", "2010-03-31");

    private readonly AwsServiceClient _client;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnsClient(AwsClientOptions options) => _client = new AwsServiceClient(Service, options);

    public Task<string> CreateTopicAsync(
        string name,
        IReadOnlyDictionary<string, string>? attributes = null,
        IReadOnlyDictionary<string, string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        var call = Call("CreateTopic").With("Name", name).WithMap("Attributes", attributes);
        var index = 0;
        foreach (var (key, value) in tags ?? new Dictionary<string, string>())
        {
            var member = string.Create(CultureInfo.InvariantCulture, $"Tags.member.{++index}");
            call.With(member + ".Key", key).With(member + ".Value", value);
        }

        return SendAsync(call, root => SnsXml.Required(root, "TopicArn"), cancellationToken);
    }

    public Task DeleteTopicAsync(string topicArn, CancellationToken cancellationToken = default) =>
        SendAsync(Call("DeleteTopic").With("TopicArn", topicArn), SnsXml.Nothing, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> GetTopicAttributesAsync(
        string topicArn, CancellationToken cancellationToken = default) =>
        SendAsync(Call("GetTopicAttributes").With("TopicArn", topicArn), SnsXml.Attributes, cancellationToken);

    public Task<SnsPage<string>> ListTopicsAsync(string? nextToken = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("ListTopics").With("NextToken", nextToken), SnsXml.Topics, cancellationToken);

    public Task<string> SubscribeAsync(
        string topicArn,
        string protocol,
        string endpoint,
        IReadOnlyDictionary<string, string>? attributes = null,
        CancellationToken cancellationToken = default)
    {
        var call = Call("Subscribe").With("TopicArn", topicArn).With("Protocol", protocol).With("Endpoint", endpoint)
            .With("ReturnSubscriptionArn", "true").WithMap("Attributes", attributes);
        return SendAsync(call, root => SnsXml.Required(root, "SubscriptionArn"), cancellationToken);
    }

    public Task UnsubscribeAsync(string subscriptionArn, CancellationToken cancellationToken = default) =>
        SendAsync(Call("Unsubscribe").With("SubscriptionArn", subscriptionArn), SnsXml.Nothing, cancellationToken);

    public Task SetSubscriptionAttributesAsync(
        string subscriptionArn, string attributeName, string attributeValue, CancellationToken cancellationToken = default)
    {
        var call = Call("SetSubscriptionAttributes").With("SubscriptionArn", subscriptionArn)
            .With("AttributeName", attributeName).With("AttributeValue", attributeValue);
        return SendAsync(call, SnsXml.Nothing, cancellationToken);
    }

    public Task<SnsPage<SnsSubscription>> ListSubscriptionsByTopicAsync(
        string topicArn, string? nextToken = null, CancellationToken cancellationToken = default)
    {
        var call = Call("ListSubscriptionsByTopic").With("TopicArn", topicArn).With("NextToken", nextToken);
        return SendAsync(call, SnsXml.Subscriptions, cancellationToken);
    }

    public Task<string> PublishAsync(string topicArn, SnsMessage message, CancellationToken cancellationToken = default)
    {
        var call = Call("Publish").With("TopicArn", topicArn);
        WriteMessage(call, "", message);
        return SendAsync(call, root => SnsXml.Required(root, "MessageId"), cancellationToken);
    }

    public Task<SnsBatchResult> PublishBatchAsync(
        string topicArn, IReadOnlyList<SnsBatchEntry> entries, CancellationToken cancellationToken = default)
    {
        var call = Call("PublishBatch").With("TopicArn", topicArn);
        for (var index = 0; index < entries.Count; index++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"PublishBatchRequestEntries.member.{index + 1}.");
            call.With(prefix + "Id", entries[index].Id);
            WriteMessage(call, prefix, entries[index].Message);
        }

        return SendAsync(call, SnsXml.BatchResult, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static QueryCall Call(string operation) => new(Service, operation);

    private static void WriteMessage(QueryCall call, string prefix, SnsMessage message)
    {
        call.With(prefix + "Message", message.Body).With(prefix + "Subject", message.Subject);
        var index = 0;
        foreach (var (name, attribute) in message.Attributes)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"{prefix}MessageAttributes.entry.{++index}.");
            call.With(entry + "Name", name).With(entry + "Value.DataType", attribute.DataType)
                .With(entry + "Value.StringValue", attribute.Value);
        }
    }

    private Task<T> SendAsync<T>(QueryCall call, Func<XElement, T> read, CancellationToken cancellationToken) =>
        _client.CallAsync<T>(call, new QueryUnmarshaller<T>(read, SnsXml.Fault), cancellationToken);
}
