namespace RetailBus.Transform.Locating;

/// <summary>Where rows stand in the file that their batch landed as.</summary>
public sealed record LandedLines
{
    public required Guid BatchId { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>s3://bucket/key</c>.</summary>
    public required string File { get; init; }

    /// <summary>The contract's version that the rows were read with for the warehouse.</summary>
    public required string ContractVersion { get; init; }

    /// <summary>The contract's version that the lines were found with now; where it differs, keys may too.</summary>
    public required string FoundWith { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<LandedLine> Lines { get; init; }
}
