namespace RetailBus.Contracts.Runs;


/// <summary>All terms of both equations; null until the stage has counted them.</summary>
public sealed record RunRows
{
    /// <summary>Records in the file, header lines included.</summary>
    public long? Landed { get; init; }

    public long? Headers { get; init; }

    public long? Accepted { get; init; }

    public long? Quarantined { get; init; }

    public long? Duplicates { get; init; }

    public long? Inserted { get; init; }

    public long? Updated { get; init; }

    public long? Unchanged { get; init; }

    public long? Superseded { get; init; }

    public long? Retracted { get; init; }
}
