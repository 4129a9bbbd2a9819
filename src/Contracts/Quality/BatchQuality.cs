namespace RetailBus.Contracts.Quality;

/// <summary>
/// Figures of a batch's accepted rows, by which its run is compared with those before it. What was quarantined or repeated is in its
/// counts.
/// </summary>
public sealed record BatchQuality
{
    /// <summary>Of this document's shape.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>Accepted rows.</summary>
    public required long Rows { get; init; }

    /// <summary>
    /// The store that all rows are of; null where they are of several, where the store is personal data, and where there is no row.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>Empty when there is no row.</summary>
    public required IReadOnlyList<ColumnQuality> Columns { get; init; }

    /// <summary>The figures of a canonical column; null when none were taken.</summary>
    public ColumnQuality? Of(string column) => Columns.FirstOrDefault(figures => figures.Column == column);

    public bool Equals(BatchQuality? other) =>
        other is not null
        && (FormatVersion, Rows, Store) == (other.FormatVersion, other.Rows, other.Store)
        && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(FormatVersion, Rows, Store, Columns.Count);
}
