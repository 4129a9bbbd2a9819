using MassTransit.Transports;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Contracts.Tests.AsyncApi;

/// <summary>Where messages travel: events on a topic each, all others on the queues of those who handle them.</summary>
internal static class MessageRoutes
{
    private static readonly DefaultMessageNameFormatter Topics = new("__", "--", "-", "_");

    /// <summary>In the queues' order; the raw zone's queue holds S3's own events, and some hold what a service tells itself only.</summary>
    public static IReadOnlyList<(string Queue, string Description, Type[] Messages)> Queues { get; } =
    [
        (QueueNames.Generate, "The generator of orders.", [typeof(GenerateOrders)]),
        (QueueNames.StopGenerating, "Stops of generations: in the generator's own queue they would wait.", [typeof(StopGenerating)]),
        (QueueNames.Transform, "The stage TRANSFORM.", [typeof(TransformBatch), typeof(CancelBatch)]),
        (QueueNames.Load, "The stage LOAD.", [typeof(LoadBatch), typeof(CancelBatch), typeof(EraseWarehouseRows)]),
        (QueueNames.Erase, "Erasures.", [typeof(EraseRows), typeof(WarehouseRowsErased)]),
        (
            QueueNames.Orchestrate,
            "The runs' saga: operators' commands, and what the stages tell it alone.",
            [
                typeof(RetryBatch), typeof(CancelBatch), typeof(ReleaseBatch), typeof(ReplayBatch), typeof(AnnotateRun),
                typeof(StageProgress),
            ]),
    ];

    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. typeof(OrderBatchLanded).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(OrderBatchLanded).Namespace)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<Type> Events { get; } = [.. Messages.Except(Queues.SelectMany(queue => queue.Messages))];

    /// <summary>As MassTransit's own SQS transport names topics.</summary>
    public static string TopicOf(Type message) => Topics.GetMessageName(message).Replace('.', '_');
}
