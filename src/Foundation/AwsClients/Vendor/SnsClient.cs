using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace RetailBus.AwsClients.Sns;

/// <summary>Amazon SNS by the AWS SDK's own client, where the SDKs take our clients' place (<c>-p:VendorSdks=true</c>).</summary>
public sealed class SnsClient : ISnsClient
{
    private readonly AmazonSimpleNotificationServiceClient _client;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnsClient(AwsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var config = new AmazonSimpleNotificationServiceConfig();
        VendorConfig.Apply(config, options);
        _client = options.Credentials is { } credentials
            ? new AmazonSimpleNotificationServiceClient(credentials, config)
            : new AmazonSimpleNotificationServiceClient(config);
    }

    public Task<string> CreateTopicAsync(
        string name,
        IReadOnlyDictionary<string, string>? attributes = null,
        IReadOnlyDictionary<string, string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        var request = new CreateTopicRequest
        {
            Name = name,
            Attributes = Copy(attributes),
            Tags = tags is null ? null : [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
        };
        return CallAsync(async () => (await _client.CreateTopicAsync(request, cancellationToken)).TopicArn);
    }

    public Task DeleteTopicAsync(string topicArn, CancellationToken cancellationToken = default) =>
        CallAsync(() => _client.DeleteTopicAsync(new DeleteTopicRequest { TopicArn = topicArn }, cancellationToken));

    public Task<IReadOnlyDictionary<string, string>> GetTopicAttributesAsync(string topicArn, CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyDictionary<string, string>>(async () =>
            (await _client.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = topicArn }, cancellationToken)).Attributes ?? []);

    public Task<SnsPage<string>> ListTopicsAsync(string? nextToken = null, CancellationToken cancellationToken = default) => CallAsync(async () =>
    {
        var answer = await _client.ListTopicsAsync(new ListTopicsRequest { NextToken = nextToken }, cancellationToken);
        return new SnsPage<string>([.. (answer.Topics ?? []).Select(topic => topic.TopicArn)], Token(answer.NextToken));
    });

    public Task<string> SubscribeAsync(
        string topicArn,
        string protocol,
        string endpoint,
        IReadOnlyDictionary<string, string>? attributes = null,
        CancellationToken cancellationToken = default)
    {
        var request = new SubscribeRequest
        {
            TopicArn = topicArn, Protocol = protocol, Endpoint = endpoint, ReturnSubscriptionArn = true, Attributes = Copy(attributes),
        };
        return CallAsync(async () => (await _client.SubscribeAsync(request, cancellationToken)).SubscriptionArn);
    }

    public Task UnsubscribeAsync(string subscriptionArn, CancellationToken cancellationToken = default) =>
        CallAsync(() => _client.UnsubscribeAsync(new UnsubscribeRequest { SubscriptionArn = subscriptionArn }, cancellationToken));

    public Task SetSubscriptionAttributesAsync(
        string subscriptionArn, string attributeName, string attributeValue, CancellationToken cancellationToken = default)
    {
        var request = new SetSubscriptionAttributesRequest
        {
            SubscriptionArn = subscriptionArn, AttributeName = attributeName, AttributeValue = attributeValue,
        };
        return CallAsync(() => _client.SetSubscriptionAttributesAsync(request, cancellationToken));
    }

    public Task<SnsPage<SnsSubscription>> ListSubscriptionsByTopicAsync(
        string topicArn, string? nextToken = null, CancellationToken cancellationToken = default) => CallAsync(async () =>
    {
        var request = new ListSubscriptionsByTopicRequest { TopicArn = topicArn, NextToken = nextToken };
        var answer = await _client.ListSubscriptionsByTopicAsync(request, cancellationToken);
        return new SnsPage<SnsSubscription>(
            [.. (answer.Subscriptions ?? []).Select(found => new SnsSubscription(found.SubscriptionArn, found.TopicArn, found.Protocol, found.Endpoint))],
            Token(answer.NextToken));
    });

    public Task<string> PublishAsync(string topicArn, SnsMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new PublishRequest
        {
            TopicArn = topicArn, Message = message.Body, Subject = message.Subject, MessageAttributes = Attributes(message),
        };
        return CallAsync(async () => (await _client.PublishAsync(request, cancellationToken)).MessageId);
    }

    public Task<SnsBatchResult> PublishBatchAsync(
        string topicArn, IReadOnlyList<SnsBatchEntry> entries, CancellationToken cancellationToken = default) => CallAsync(async () =>
    {
        var request = new PublishBatchRequest
        {
            TopicArn = topicArn,
            PublishBatchRequestEntries =
            [
                .. entries.Select(entry => new PublishBatchRequestEntry
                {
                    Id = entry.Id, Message = entry.Message.Body, Subject = entry.Message.Subject, MessageAttributes = Attributes(entry.Message),
                }),
            ],
        };
        var answer = await _client.PublishBatchAsync(request, cancellationToken);
        return new SnsBatchResult(
            (answer.Successful ?? []).ToDictionary(sent => sent.Id, sent => sent.MessageId, StringComparer.Ordinal),
            [.. (answer.Failed ?? []).Select(failed => new SnsBatchFailure(failed.Id, failed.Code, failed.Message, failed.SenderFault ?? false))]);
    });

    public void Dispose() => _client.Dispose();

    private static Dictionary<string, MessageAttributeValue> Attributes(SnsMessage message) => message.Attributes.ToDictionary(
        attribute => attribute.Key,
        attribute => new MessageAttributeValue { DataType = attribute.Value.DataType, StringValue = attribute.Value.Value },
        StringComparer.Ordinal);

    private static Dictionary<string, string>? Copy(IReadOnlyDictionary<string, string>? values) =>
        values?.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);

    private static string? Token(string? token) => string.IsNullOrEmpty(token) ? null : token;

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException e)
        {
            throw new SnsException(e.Message, e, e.ErrorCode, e.RequestId, e.StatusCode);
        }
    }
}
