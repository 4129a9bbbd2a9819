using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Queues;

/// <summary>All queues by name: the stages' and those beside them. Nothing is listed, so that no right to list queues is needed.</summary>
internal sealed class KnownQueues
{
    private static readonly (string Suffix, string Kind)[] Beside =
        [("_error", QueueKind.Error), ("_skipped", QueueKind.Skipped), ("_dead", QueueKind.DeadLetter)];

    public KnownQueues(IOptions<QueueOptions> options) => All =
    [
        .. QueueNames.Work.Concat(options.Value.Also).Distinct().SelectMany(name => Beside
            .Select(side => new RetailBusQueue(name + side.Suffix, side.Kind, name))
            .Prepend(new RetailBusQueue(name, QueueKind.Work, null))),
    ];

    public IReadOnlyList<RetailBusQueue> All { get; }

    public RetailBusQueue? Find(string name) => All.FirstOrDefault(queue => queue.Name == name);
}
