namespace RetailBus.Transform.Datasets;

/// <summary>What changed between two versions of a contract, and what version number that asks for.</summary>
public sealed record ContractDiff
{
    private static readonly string[] Parts = ["patch", "minor", "major"];

    private ContractDiff(DatasetContract older, DatasetContract newer, IReadOnlyList<ContractChange> changes)
    {
        Changes = changes;
        var needed = changes.Count == 0 ? -1 : changes.Max(change => change.Impact) switch
        {
            ContractImpact.BreaksReaders => 2,
            ContractImpact.None => 0,
            _ => 1,
        };
        NeededVersion = Next(older.Version, needed);
        NeededBump = needed < 0 ? "none" : Parts[needed];
        HasNeededVersion = Version.Parse(newer.Version) >= Version.Parse(NeededVersion);
    }

    /// <summary>The gravest first.</summary>
    public IReadOnlyList<ContractChange> Changes { get; }

    /// <summary><c>major</c> where readers break, <c>minor</c> where what is taken changes, <c>patch</c> for words, or <c>none</c>.</summary>
    public string NeededBump { get; }

    /// <summary>The lowest version number that says enough.</summary>
    public string NeededVersion { get; }

    /// <summary>Whether the newer contract's version number says enough.</summary>
    public bool HasNeededVersion { get; }

    public bool BreaksReaders => Changes.Any(change => change.Impact == ContractImpact.BreaksReaders);

    public static ContractDiff Of(DatasetContract older, DatasetContract newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        return new ContractDiff(older, newer, [.. All(older, newer).OrderByDescending(change => change.Impact)]);
    }

    private static IEnumerable<ContractChange> All(DatasetContract older, DatasetContract newer)
    {
        foreach (var change in DatasetDiff.Between(older, newer))
            yield return change;
        foreach (var column in newer.Columns)
        {
            var before = older.Columns.FirstOrDefault(known => known.Name == column.Name);
            foreach (var change in before is not null ? ColumnDiff.Between(before, column) : [DatasetDiff.Added(column, newer)])
                yield return change;
        }

        foreach (var column in older.Columns.Where(column => newer.Columns.All(known => known.Name != column.Name)))
            yield return DatasetDiff.Removed(column);
    }

    private static string Next(string version, int part)
    {
        var parsed = Version.Parse(version);
        return part switch
        {
            2 => $"{parsed.Major + 1}.0.0",
            1 => $"{parsed.Major}.{parsed.Minor + 1}.0",
            0 => $"{parsed.Major}.{parsed.Minor}.{parsed.Build + 1}",
            _ => version,
        };
    }
}
