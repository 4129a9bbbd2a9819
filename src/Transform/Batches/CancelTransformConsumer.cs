using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Telemetry;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Batches;

/// <summary>Ends what an engine elsewhere still does for an attempt that was given up.</summary>
internal sealed class CancelTransformConsumer(ITransformEngine engine, ContractCatalog contracts, ILogger<CancelTransformConsumer> logger)
    : IConsumer<CancelBatch>
{
    public async Task Consume(ConsumeContext<CancelBatch> context)
    {
        var command = context.Message;
        if (command.Attempt is not { } attempt)
            return;

        using var scope = logger.BeginScope(new Dictionary<string, object> { [RetailBusTelemetry.BatchId] = command.BatchId });
        foreach (var contract in contracts.All)
            await engine.CancelAsync(contract.Name, command.BatchId, attempt, context.CancellationToken);
    }
}
