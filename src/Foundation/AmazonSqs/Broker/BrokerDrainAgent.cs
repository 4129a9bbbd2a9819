using MassTransit;
using MassTransit.Middleware;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Lets the host wait for messages under way before it calls itself stopped.</summary>
internal sealed class BrokerDrainAgent : Agent
{
    private readonly SqsBroker _broker;

    public BrokerDrainAgent(SqsBroker broker)
    {
        _broker = broker;
        SetReady();
    }

    protected override async Task StopAgent(StopContext context)
    {
        await _broker.WhenIdleAsync(context.CancellationToken);
        await base.StopAgent(context);
    }
}
