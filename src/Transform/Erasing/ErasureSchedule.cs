using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Transform.Erasing;

/// <summary>The queue itself holds the next pass back, so that it also comes when this process is gone.</summary>
internal sealed class ErasureSchedule(IOptions<ErasureOptions> options)
{
    public async Task SendAsync(ConsumeContext context, EraseRows next)
    {
        var endpoint = await context.GetSendEndpoint(QueueNames.Address(QueueNames.Erase));
        await endpoint.Send(next, send => send.Delay = options.Value.VerifyAfter, context.CancellationToken);
    }
}
