namespace RetailBus.Contracts.Generations;


/// <summary>
/// What a generation has put into the delivery stream so far; what the stream was given twice after an unclear answer counts once.
/// </summary>
public sealed record GenerationCounts
{
    /// <summary>Different good orders.</summary>
    public int Orders { get; init; }

    /// <summary>Records of the delivery stream: an order, a repeated order, or a bad record.</summary>
    public long Records { get; init; }

    /// <summary>Lines of the different good orders: so many rows are current in the end.</summary>
    public long Lines { get; init; }

    /// <summary>Lines of orders that were sent a second time.</summary>
    public long RepeatedLines { get; init; }

    /// <summary>Orders, of all, that carry the time of an earlier day.</summary>
    public int LateOrders { get; init; }

    /// <summary>Lines that break a rule: so many rows are quarantined in the end.</summary>
    public long BadLines { get; init; }
}
