using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;

namespace RetailBus.Benchmarks.Sagas;

/// <summary>A transform that takes no time.</summary>
internal sealed class AnsweringTransform(TimeProvider time) : IConsumer<TransformBatch>
{
    public Task Consume(ConsumeContext<TransformBatch> context) => context.Publish(new TransformCompleted
    {
        BatchId = context.Message.BatchId,
        Attempt = context.Message.Attempt,
        Dataset = context.Message.Dataset,
        ContractVersion = "1.0.0",
        Fingerprint = context.Message.BatchId.ToString("N").PadLeft(64, '0'),
        Manifest = new ManifestReference { Bucket = "processed", Key = $"orders/{context.Message.BatchId}", ETag = "m" },
        Rows = new TransformCounts { Records = 101, Headers = 1, Accepted = 100, Quarantined = 0, Duplicates = 0 },
        StartedAt = time.GetUtcNow(),
        CompletedAt = time.GetUtcNow(),
    });
}
