using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>What is told of a generation at its beginning.</summary>
internal static class GenerationStatuses
{
    public static GenerationStatus Waiting(GenerateOrders command, DeliveryStreamOptions stream, DateTimeOffset now) => new()
    {
        GenerationId = command.GenerationId,
        OrderIdPrefix = OrderGenerator.OrderIdPrefix(command.GenerationId),
        State = GenerationState.Waiting,
        Command = command,
        Stream = stream.Name,
        Dataset = stream.Dataset,
        Sent = new GenerationCounts(),
        RequestedAt = now,
        UpdatedAt = now,
    };

    public static GenerationStatus Started(
        GenerateOrders command, DeliveryStreamOptions stream, DateTimeOffset requested, DateTimeOffset now) =>
        Waiting(command, stream, requested) with { State = GenerationState.Running, StartedAt = now, UpdatedAt = now };
}
