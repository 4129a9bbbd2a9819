using System.Text.Json.Serialization;

namespace RetailBus.Contracts.Batches;


/// <summary>The second equation: accepted = inserted + updated + unchanged + superseded. Each is counted in the load's transaction.</summary>
public sealed record LoadCounts
{
    /// <summary>Keys that the warehouse did not have.</summary>
    public required long Inserted { get; init; }

    /// <summary>Rows that replaced an older version with other contents.</summary>
    public required long Updated { get; init; }

    /// <summary>Rows whose contents were current already: the version advanced.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Rows older than the current version: they went to the history.</summary>
    public required long Superseded { get; init; }

    /// <summary>Rows of the slot's earlier content that this batch no longer has (<c>onReland: replace</c>).</summary>
    public long Retracted { get; init; }

    [JsonIgnore]
    public long Total => Inserted + Updated + Unchanged + Superseded;
}
