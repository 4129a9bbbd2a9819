using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Transform.Databricks;

/// <summary>Puts a line on a run's timeline.</summary>
internal sealed class RunNotes(IBus bus)
{
    private const string Actor = "transform";

    public async Task TellAsync(Guid batchId, string note, CancellationToken cancellationToken)
    {
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        await saga.Send(new AnnotateRun { BatchId = batchId, Actor = Actor, Note = note }, cancellationToken);
    }
}
