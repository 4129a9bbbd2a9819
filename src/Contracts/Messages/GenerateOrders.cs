namespace RetailBus.Contracts.Messages;


/// <summary>Command to the generator: makes orders and puts them through the delivery stream.</summary>
public sealed record GenerateOrders
{
    /// <summary>Names this generation; order ids carry it, so that a message that comes twice makes the same orders.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>Orders to make, 1 to 100,000,000. An order has one or more lines.</summary>
    public required int Orders { get; init; }

    /// <summary>Orders a second; 0 for as fast as the stream takes them.</summary>
    public double Rate { get; init; }

    /// <summary>Number of stores, 1 to 10,000.</summary>
    public int Stores { get; init; } = 10;

    /// <summary>Seed of all random choices.</summary>
    public int Seed { get; init; } = 1;
}
