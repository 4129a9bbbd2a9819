namespace RetailBus.Contracts.Erasures;


/// <summary>The record of an erasure: what was removed where, by whom and why. It holds nothing of what was erased.</summary>
public sealed record ErasureRecord
{
    public required Guid ErasureId { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The columns of the key, without values.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }

    /// <summary>HMAC-SHA256 of dataset and key, lower-case hex: tells with the secret key whether some key was erased.</summary>
    public required string KeyHash { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    public required bool DryRun { get; init; }

    /// <summary>One of <see cref="ErasureState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Renewed at least every few minutes while a pass is at work.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Passes over the zones and the warehouse that have ended.</summary>
    public int Passes { get; init; }

    /// <summary>
    /// Every object that held rows, under its name of then. But for a dry run each was deleted, or written over where the raw zone has no
    /// versions; one that a pass had written over before it was broken off has 0 rows. Manifests are rewritten and not named.
    /// </summary>
    public IReadOnlyList<ErasedObject> Objects { get; init; } = [];

    /// <summary>
    /// Raw objects, as <c>key (version)</c>, that can't be read as the dataset or whose erased form is missing, and files that a manifest
    /// names and that are missing or could not be written anew. They were left: look at them by hand.
    /// </summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Objects that the pass under way has found, and those that another erasure was at; 0 between passes.</summary>
    public int FoundInPass { get; init; }

    /// <summary>Current rows of the warehouse.</summary>
    public long CurrentRows { get; init; }

    /// <summary>Rows of the warehouse's history.</summary>
    public long HistoryRows { get; init; }
}
