using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Failures;

namespace RetailBus.Warehouse.Erasing;

/// <summary>Erases from the warehouse and tells how many rows that were, or why it could not: an erasure must not wait for ever.</summary>
internal sealed class EraseWarehouseRowsConsumer(IErasableWarehouse warehouse) : IConsumer<EraseWarehouseRows>
{
    public async Task Consume(ConsumeContext<EraseWarehouseRows> context)
    {
        try
        {
            await AnswerAsync(context, await warehouse.EraseAsync(context.Message, context.CancellationToken));
        }
        catch (Exception fault) when (StageRetry.IsFinal(context, fault))
        {
            var problem = FaultClassifier.Describe(fault).Reason;
            await AnswerAsync(
                context,
                new WarehouseRowsErased { Command = context.Message.Command, Current = 0, History = 0, InPass = 0, Problem = problem });
            throw;
        }
    }

    private static async Task AnswerAsync(ConsumeContext context, WarehouseRowsErased answer)
    {
        var asker = await context.GetSendEndpoint(QueueNames.Address(QueueNames.Erase));
        await asker.Send(answer, context.CancellationToken);
    }
}
