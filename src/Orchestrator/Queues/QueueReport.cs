using System.Globalization;
using System.Text.Json;
using Amazon.SQS;

namespace RetailBus.Orchestrator.Queues;

/// <summary>How all queues stand.</summary>
internal sealed class QueueReport(KnownQueues queues, SqsQueues sqs, QueueSamples samples, TimeProvider time)
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
        var sample = address is null
            ? QueueSample.Nothing
            : await samples.OfAsync(queue, address, status.Depth, MaxReceiveCount(attributes[queue.Source]), cancellationToken);
        return status with { OldestSeconds = Age(sample.OldestSentAt), Causes = sample.Causes };
    }

    private double? Age(DateTimeOffset? sentAt) =>
        sentAt is { } at ? Math.Max(0, Math.Round((time.GetUtcNow() - at).TotalSeconds, 1)) : null;

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
