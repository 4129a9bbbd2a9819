namespace RetailBus.Chaos.Oracle;

/// <summary>What is to be made of a file's records.</summary>
internal sealed record ExpectedFile
{
    /// <summary>Accepted rows; null for a file that can't be read at all.</summary>
    public required IReadOnlyList<ExpectedLine>? Accepted { get; init; }

    public int Records { get; init; }

    public int Headers { get; init; }

    public int Quarantined { get; init; }

    public int Duplicates { get; init; }
}
