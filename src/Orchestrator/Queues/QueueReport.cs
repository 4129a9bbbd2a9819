using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.Orchestrator.Queues;

/// <summary>How all queues stand.</summary>
internal sealed class QueueReport(KnownQueues queues, SqsQueues sqs, QueuePeek peek, TimeProvider time)
{
    public async Task<IReadOnlyList<QueueStatus>> MakeAsync(CancellationToken cancellationToken)
    {
        var attributes = await Task.WhenAll(queues.All.Select(async queue =>
            (queue.Name, Attributes: (await sqs.AttributesAsync(queue.Name, cancellationToken))?.Attributes)));
        var byName = attributes.ToDictionary(found => found.Name, found => found.Attributes);
        return await Task.WhenAll(queues.All.Select(queue => StatusAsync(queue, byName, cancellationToken)));
    }

    private async Task<QueueStatus> StatusAsync(
        RetailBusQueue queue, Dictionary<string, Dictionary<string, string>?> attributes, CancellationToken cancellationToken)
    {
        var own = attributes[queue.Name];
        var status = new QueueStatus
        {
            Name = queue.Name,
            Kind = queue.Kind,
            Source = queue.Source,
            Exists = own is not null,
            Depth = Count(own, QueueAttributeName.ApproximateNumberOfMessages),
            InFlight = Count(own, QueueAttributeName.ApproximateNumberOfMessagesNotVisible),
            Delayed = Count(own, QueueAttributeName.ApproximateNumberOfMessagesDelayed),
            Causes = queue.Source is null ? null : [],
        };
        if (queue.Source is null || status.Depth == 0 || own!.ContainsKey(QueueAttributeName.RedrivePolicy))
            return status;

        var address = await sqs.AddressAsync(queue.Name, cancellationToken);
        var messages = address is null ? [] : await peek.LookAsync(address, status.Depth, cancellationToken);
        var limit = MaxReceiveCount(attributes[queue.Source]);
        return status with { OldestSeconds = Oldest(messages), Causes = FaultCauses.Group(queue, limit, messages) };
    }

    private double? Oldest(IReadOnlyList<Message> messages)
    {
        var sent = messages
            .Select(message => message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.SentTimestamp))
            .OfType<string>()
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture))
            .ToList();
        return sent.Count == 0
            ? null
            : Math.Max(0, Math.Round((time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(sent.Min())).TotalSeconds, 1));
    }

    private static string? MaxReceiveCount(Dictionary<string, string>? source)
    {
        if (source?.GetValueOrDefault(QueueAttributeName.RedrivePolicy) is not { } policy)
            return null;
        using var document = JsonDocument.Parse(policy);
        return document.RootElement.TryGetProperty("maxReceiveCount", out var count) ? count.ToString() : null;
    }

    private static long Count(Dictionary<string, string>? attributes, string name) =>
        long.Parse(attributes?.GetValueOrDefault(name) ?? "0", CultureInfo.InvariantCulture);
}
