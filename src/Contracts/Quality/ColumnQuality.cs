namespace RetailBus.Contracts.Quality;

/// <summary>What the accepted rows of a batch hold in one canonical column.</summary>
public sealed record ColumnQuality
{
    /// <summary>A canonical column's name.</summary>
    public required string Column { get; init; }

    /// <summary>Rows without a value.</summary>
    public required long Nulls { get; init; }

    /// <summary>Different values; null where they say nothing, as those of an amount or a time.</summary>
    public long? Distinct { get; init; }

    /// <summary>
    /// Whether <see cref="Distinct"/> is the engine's estimate: of columns with many, in more than <see cref="MostCounted"/> rows.
    /// DuckDB's is within 13 % (one standard deviation).
    /// </summary>
    public bool DistinctIsEstimate { get; init; }

    /// <summary>
    /// The least value: a number without trailing zeros, a time as ISO 8601 in UTC, a text of up to <see cref="LongestText"/> characters in
    /// the order of its bytes. Null where there is none, where it is longer, and where it may be personal data.
    /// </summary>
    public string? Min { get; init; }

    /// <summary>The greatest value, as <see cref="Min"/>.</summary>
    public string? Max { get; init; }

    /// <summary>Of a number's values; null for other columns and where there is none.</summary>
    public decimal? Sum { get; init; }

    /// <summary><see cref="Sum"/> by the rows that have a value, rounded to 6 places, half to even.</summary>
    public decimal? Mean { get; init; }

    /// <summary>Rows up to which all different values are counted.</summary>
    public const long MostCounted = 50_000;

    /// <summary>Characters (UTF-16 code units) of the longest text that stands in a manifest.</summary>
    public const int LongestText = 100;
}
