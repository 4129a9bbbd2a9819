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

    /// <summary>Number of different items that the stores sell, 1 to 10,000.</summary>
    public int Items { get; init; } = 36;

    /// <summary>Seed of all random choices.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Share of the orders, 0 to 1, that carry the time of an earlier day: 8 to 35 days back.</summary>
    public double Late { get; init; }

    /// <summary>Share of the orders, 0 to 1, that are sent a second time, unchanged, some records later.</summary>
    public double Duplicates { get; init; }

    /// <summary>Bad records, as a share (0 to 1) of the orders and on top of them: each kind of bad row in turn.</summary>
    public double Bad { get; init; }

    /// <summary>Orders are of the seven days up to then; null for the time that the command was sent.</summary>
    public DateTimeOffset? Until { get; init; }
}
