using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>
/// Brings a receive queue, its dead-letter queue, policy and subscriptions into being, with as few requests as the case
/// allows and without listing anything. Safe to run by several processes at once.
/// </summary>
internal sealed class QueueDeployment(SqsBroker broker, TopologyRequests requests) : IBrokerTopology
{
    /// <summary>14 days, SQS's longest: set-aside messages wait for a person.</summary>
    private const string LongestRetention = "1209600";

    public async Task<DeployedQueue> DeployAsync(QueueDefinition definition, CancellationToken cancellationToken)
    {
        var topics = Task.WhenAll(definition.Subscriptions.Select(topic => broker.GetTopicAsync(topic, cancellationToken)));
        var wanted = new Dictionary<string, string>(definition.Attributes, StringComparer.Ordinal);
        if (definition.MaxReceiveCount is { } count)
            wanted[QueueAttributeName.RedrivePolicy] = await RedrivePolicyAsync(definition.DeadLetterQueueName, count, cancellationToken);
        var url = await CreateAsync(definition.Name, wanted, definition.Tags, cancellationToken);
        var attributes = await GetAttributesAsync(url, cancellationToken);
        var arn = attributes[QueueAttributeName.QueueArn];
        var topicArns = (await topics).Select(topic => topic.Arn).ToList();
        await SetAsync(url, Changes(wanted, attributes, arn, topicArns), cancellationToken);
        var subscriptions = await Task.WhenAll(definition.Subscriptions.Zip(topicArns).Select(pair =>
            requests.RunAsync(() => TopicSubscriber.SubscribeAsync(
                broker.Sns, pair.Second, arn, SubscriptionAttributes(definition, pair.First.TopicSubscriptionAttributes),
                cancellationToken))));
        var visibility = int.Parse(
            wanted.GetValueOrDefault(QueueAttributeName.VisibilityTimeout)
                ?? attributes.GetValueOrDefault(QueueAttributeName.VisibilityTimeout) ?? "30",
            CultureInfo.InvariantCulture);
        return new DeployedQueue(definition.Name, url, arn, TimeSpan.FromSeconds(visibility), subscriptions);
    }

    /// <summary>A queue that is there keeps its own attributes.</summary>
    public Task<string> DeploySideQueueAsync(string name, CancellationToken cancellationToken) => CreateAsync(
        name,
        new Dictionary<string, string> { [QueueAttributeName.MessageRetentionPeriod] = LongestRetention },
        new Dictionary<string, string>(),
        cancellationToken);

    public Task<string> ReplaceMissingQueueAsync(string name, CancellationToken cancellationToken) =>
        requests.RunAsync(async () => (await broker.Sqs.CreateQueueAsync(name, cancellationToken)).QueueUrl);

    /// <summary>CreateTopic is idempotent, so the topic is neither listed nor looked up.</summary>
    public Task<string> DeployTopicAsync(TopicSubscription topic, CancellationToken cancellationToken) =>
        requests.RunAsync(() => broker.Sns.CreateTopicAsync(
            topic.TopicName, AttributeText.Of(topic.TopicAttributes), topic.TopicTags.AsReadOnly(), cancellationToken));

    public Task DeployTopicsAsync(IReadOnlyList<TopicSubscription> topics, CancellationToken cancellationToken) =>
        Task.WhenAll(topics.Select(topic => broker.GetTopicAsync(topic, cancellationToken)));

    public Exception? MissingTopic(string name) => null;

    public async Task RemoveAsync(DeployedQueue queue, CancellationToken cancellationToken)
    {
        foreach (var subscription in queue.SubscriptionArns) await broker.Sns.UnsubscribeAsync(subscription, cancellationToken);
        try
        {
            await broker.Sqs.DeleteQueueAsync(queue.Url, cancellationToken);
        }
        catch (QueueDoesNotExistException)
        {
            TransportLog.QueueAlreadyGone(broker.Logger, queue.Name);
        }
    }

    private static Dictionary<string, string> Changes(
        Dictionary<string, string> wanted, Dictionary<string, string> present, string queueArn, List<string> topicArns)
    {
        var changes = wanted
            .Where(attribute => !AttributesMatch(attribute.Value, present.GetValueOrDefault(attribute.Key)))
            .ToDictionary(StringComparer.Ordinal);
        var basis = wanted.GetValueOrDefault(QueueAttributeName.Policy) ?? present.GetValueOrDefault(QueueAttributeName.Policy);
        if (topicArns.Count > 0 && QueuePolicy.Allow(basis, queueArn, topicArns) is { } policy)
            changes[QueueAttributeName.Policy] = policy;
        return changes;
    }

    private static bool AttributesMatch(string wanted, string? present)
    {
        if (present is null) return false;
        if (wanted == present) return true;
        return wanted.StartsWith('{') && present.StartsWith('{')
            && Canonical(wanted).SetEquals(Canonical(present));
    }

    private static HashSet<string> Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().Select(member => $"{member.Name}={member.Value}").ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> SubscriptionAttributes(
        QueueDefinition definition, IDictionary<string, object> ofTopic)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["RawMessageDelivery"] = "true" };
        foreach (var (key, value) in AttributeText.Of(ofTopic)) attributes[key] = value;
        foreach (var (key, value) in definition.SubscriptionAttributes) attributes[key] = value;
        return attributes;
    }

    private async Task<string> RedrivePolicyAsync(string deadLetterQueue, int maxReceiveCount, CancellationToken cancellationToken)
    {
        var url = await DeploySideQueueAsync(deadLetterQueue, cancellationToken);
        var arn = (await GetAttributesAsync(url, cancellationToken))[QueueAttributeName.QueueArn];
        return $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":{{maxReceiveCount.ToString(CultureInfo.InvariantCulture)}}}""";
    }

    private Task<string> CreateAsync(
        string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken) =>
        requests.RunAsync(async () =>
        {
            try
            {
                var request = new CreateQueueRequest(name) { Attributes = attributes.ToDictionary(), Tags = tags.ToDictionary() };
                return (await broker.Sqs.CreateQueueAsync(request, cancellationToken)).QueueUrl;
            }
            catch (AmazonSQSException exists) when (exists.ErrorCode is { } code
                && (code.Contains("QueueNameExists", StringComparison.Ordinal)
                    || code.Contains("QueueAlreadyExists", StringComparison.Ordinal)))
            {
                return (await broker.Sqs.GetQueueUrlAsync(name, cancellationToken)).QueueUrl;
            }
        });

    private Task<Dictionary<string, string>> GetAttributesAsync(string url, CancellationToken cancellationToken) =>
        requests.RunAsync(
            async () => (await broker.Sqs.GetQueueAttributesAsync(url, [QueueAttributeName.All], cancellationToken)).Attributes ?? []);

    private async Task SetAsync(string url, Dictionary<string, string> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0) return;
        await requests.RunAsync(() => broker.Sqs.SetQueueAttributesAsync(url, changes, cancellationToken));
    }
}
