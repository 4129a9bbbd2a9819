using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.Orchestrator.Queues;

/// <summary>Queues by name: addresses and attributes.</summary>
internal sealed class SqsQueues(IAmazonSQS sqs)
{
    private static readonly List<string> Wanted =
    [
        QueueAttributeName.ApproximateNumberOfMessages,
        QueueAttributeName.ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName.ApproximateNumberOfMessagesDelayed,
        QueueAttributeName.RedrivePolicy,
    ];

    private readonly ConcurrentDictionary<string, string> _addresses = new();

    /// <summary>Null when there is no such queue.</summary>
    public async Task<string?> AddressAsync(string name, CancellationToken cancellationToken)
    {
        if (_addresses.TryGetValue(name, out var known))
            return known;
        try
        {
            return _addresses[name] = (await sqs.GetQueueUrlAsync(name, cancellationToken)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>Null when there is no such queue.</summary>
    public async Task<GetQueueAttributesResponse?> AttributesAsync(string name, CancellationToken cancellationToken)
    {
        if (await AddressAsync(name, cancellationToken) is not { } address)
            return null;
        try
        {
            return await sqs.GetQueueAttributesAsync(address, Wanted, cancellationToken);
        }
        catch (QueueDoesNotExistException)
        {
            _addresses.TryRemove(name, out _);
            return null;
        }
    }
}
