namespace RetailBus.Contracts.Messages;


/// <summary>Command to TRANSFORM: the rows of a key go from the raw, processed and quarantine zones; the warehouse follows.</summary>
/// <remarks>It carries what is to be forgotten: nothing of it is logged, and it is gone with the message.</remarks>
public sealed record EraseRows
{
    public required Guid ErasureId { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>column=value,column=value</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Who asked.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the rows are only counted.</summary>
    public bool DryRun { get; init; }

    /// <summary>From 1; a further pass takes what was on its way during the one before.</summary>
    public int Pass { get; init; } = 1;
}
