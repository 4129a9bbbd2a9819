using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;

namespace RetailBus.Benchmarks.Sagas;

/// <summary>A load that takes no time.</summary>
internal sealed class AnsweringLoad(TimeProvider time) : IConsumer<LoadBatch>
{
    public Task Consume(ConsumeContext<LoadBatch> context) => context.Publish(new LoadCompleted
    {
        BatchId = context.Message.BatchId,
        Attempt = context.Message.Attempt,
        Dataset = context.Message.Dataset,
        Rows = new LoadCounts { Inserted = 100, Updated = 0, Unchanged = 0, Superseded = 0 },
        StartedAt = time.GetUtcNow(),
        CommittedAt = time.GetUtcNow(),
    });
}
