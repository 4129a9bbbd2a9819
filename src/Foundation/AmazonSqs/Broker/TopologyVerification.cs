using System.Globalization;
using Amazon.SQS;
using RetailBus.AmazonSqs.Topology;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Checks what <see cref="QueueDeployment"/> would make, and changes nothing: least privilege.</summary>
internal sealed class TopologyVerification(SqsBroker broker, TopologyRequests requests) : IBrokerTopology
{
    private readonly AsyncCache<string> _prefix = new();

    public async Task<DeployedQueue> DeployAsync(QueueDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.IsTemporary) throw new AmazonSqsTopologyException([Missing.TemporaryQueue(definition.Name)]);
        var sideQueues = Task.WhenAll(definition.SideQueues.Select(QueueProblemAsync));
        if (await broker.FindQueueUrlAsync(definition.Name) is not { } url)
            throw new AmazonSqsTopologyException([Missing.Queue(definition.Name), .. (await sideQueues).OfType<string>()]);
        var attributes = await GetAttributesAsync(url, cancellationToken);
        var arn = attributes[QueueAttributeName.QueueArn];
        var problems = (await sideQueues).OfType<string>().ToList();
        if (definition.MaxReceiveCount is { } count && !attributes.ContainsKey(QueueAttributeName.RedrivePolicy))
            problems.Add(Missing.RedrivePolicy(definition, count));
        var subscriptions = await Task.WhenAll(definition.Subscriptions.Select(
            topic => VerifyAsync(topic, arn, attributes.GetValueOrDefault(QueueAttributeName.Policy), cancellationToken)));
        problems.AddRange(subscriptions.SelectMany(subscription => subscription.Problems));
        if (problems.Count > 0) throw new AmazonSqsTopologyException(problems);
        var visibility = int.Parse(
            attributes.GetValueOrDefault(QueueAttributeName.VisibilityTimeout) ?? "30", CultureInfo.InvariantCulture);
        return new DeployedQueue(
            definition.Name, url, arn, TimeSpan.FromSeconds(visibility), [.. subscriptions.Select(subscription => subscription.Arn!)]);
    }

    public async Task<string> DeploySideQueueAsync(string name, CancellationToken cancellationToken) =>
        await broker.FindQueueUrlAsync(name) ?? throw new AmazonSqsTopologyException([Missing.Queue(name)]);

    public Task<string> ReplaceMissingQueueAsync(string name, CancellationToken cancellationToken) =>
        throw new AmazonSqsTopologyException([Missing.Queue(name)]);

    /// <summary>By its name alone: a publisher needs no right but that to publish.</summary>
    public async Task<string> DeployTopicAsync(TopicSubscription topic, CancellationToken cancellationToken) =>
        (broker.Options.TopicArnPrefix ?? await _prefix.GetAsync("", FindPrefixAsync, cancellationToken)) + topic.TopicName;

    public async Task DeployTopicsAsync(IReadOnlyList<TopicSubscription> topics, CancellationToken cancellationToken)
    {
        var problems = (await Task.WhenAll(topics.Select(topic => TopicProblemAsync(topic, cancellationToken)))).OfType<string>().ToList();
        if (problems.Count > 0) throw new AmazonSqsTopologyException(problems);
    }

    public Exception MissingTopic(string name) => new AmazonSqsTopologyException([Missing.Topic(name)]);

    public Task RemoveAsync(DeployedQueue queue, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<(string? Arn, IReadOnlyList<string> Problems)> VerifyAsync(
        TopicSubscription topic, string queueArn, string? policy, CancellationToken cancellationToken)
    {
        var topicArn = (broker.Options.TopicArnPrefix ?? TopicPrefixOf(queueArn)) + topic.TopicName;
        var problems = new List<string>();
        string? subscription = null;
        try
        {
            subscription = await requests.RunAsync(() => TopicSubscriber.FindAsync(broker.Sns, topicArn, queueArn, cancellationToken));
            if (subscription is null) problems.Add(Missing.Subscription(topicArn, queueArn));
        }
        catch (SnsException refused) when (refused.IsNotFound)
        {
            problems.Add(Missing.Topic(topic.TopicName));
            problems.Add(Missing.Subscription(topicArn, queueArn));
        }

        if (!QueuePermissions.Permit(policy, queueArn, topicArn)) problems.Add(Missing.Permission(topicArn, queueArn));
        return (subscription, problems);
    }

    private async Task<string?> TopicProblemAsync(TopicSubscription topic, CancellationToken cancellationToken)
    {
        var arn = await DeployTopicAsync(topic, cancellationToken);
        try
        {
            await requests.RunAsync(() => broker.Sns.ListSubscriptionsByTopicAsync(arn, cancellationToken: cancellationToken));
            return null;
        }
        catch (SnsException refused) when (refused.IsNotFound)
        {
            return Missing.Topic(topic.TopicName);
        }
    }

    private async Task<string?> QueueProblemAsync(string name) =>
        await broker.FindQueueUrlAsync(name) is null ? Missing.Queue(name) : null;

    private async Task<string> FindPrefixAsync()
    {
        foreach (var name in broker.ReceiveQueues())
        {
            if (await broker.FindQueueUrlAsync(name) is { } url)
                return TopicPrefixOf((await GetAttributesAsync(url, CancellationToken.None))[QueueAttributeName.QueueArn]);
        }

        throw new AmazonSqsTransportException(
            "The account of the topics can't be told, since none of this bus's durable receive queues is there: make one, or set "
            + $"{nameof(AmazonSqsDeliveryOptions)}.{nameof(AmazonSqsDeliveryOptions.TopicArnPrefix)}.");
    }

    private Task<Dictionary<string, string>> GetAttributesAsync(string url, CancellationToken cancellationToken) =>
        requests.RunAsync(
            async () => (await broker.Sqs.GetQueueAttributesAsync(url, [QueueAttributeName.All], cancellationToken)).Attributes ?? []);

    /// <summary>Same partition, region and account as the queue.</summary>
    private static string TopicPrefixOf(string queueArn)
    {
        var parts = queueArn.Split(':');
        return $"{parts[0]}:{parts[1]}:sns:{parts[3]}:{parts[4]}:";
    }
}
