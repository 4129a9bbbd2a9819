using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Warehouse.Erasing;

/// <summary>Erases from the warehouse and tells how many rows that were.</summary>
internal sealed class EraseWarehouseRowsConsumer(IErasableWarehouse warehouse) : IConsumer<EraseWarehouseRows>
{
    public async Task Consume(ConsumeContext<EraseWarehouseRows> context)
    {
        var erased = await warehouse.EraseAsync(context.Message, context.CancellationToken);
        var asker = await context.GetSendEndpoint(QueueNames.Address(QueueNames.Erase));
        await asker.Send(erased, context.CancellationToken);
    }
}
