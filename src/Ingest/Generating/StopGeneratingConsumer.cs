using MassTransit;
using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>Puts the stop where the process that runs the generation looks for it.</summary>
internal sealed class StopGeneratingConsumer(GenerationStore store, TimeProvider time) : IConsumer<StopGenerating>
{
    public async Task Consume(ConsumeContext<StopGenerating> context)
    {
        var command = context.Message;
        if (await store.FindEndedAsync(command.GenerationId, context.CancellationToken) is null)
        {
            await store.StopAsync(
                command.GenerationId, new StopRequest(command.Actor, command.Reason), time.GetUtcNow(), context.CancellationToken);
        }
    }
}
