using MassTransit;
using RetailBus.Contracts.Messages;

namespace RetailBus.Warehouse.Loading;

/// <summary>
/// Stops a load that has not committed yet. The run hears of it from the load: it answers either that it was cancelled, or its counts.
/// </summary>
internal sealed class CancelBatchConsumer(IWarehouse warehouse, ILogger<CancelBatchConsumer> logger) : IConsumer<CancelBatch>
{
    public async Task Consume(ConsumeContext<CancelBatch> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = LoadLog.Batch(logger, context.Message.BatchId);
        var recorded = await warehouse.CancelAsync(context.Message, context.CancellationToken);
        LoadLog.BatchCancelled(logger, context.Message.Attempt, recorded);
    }
}
