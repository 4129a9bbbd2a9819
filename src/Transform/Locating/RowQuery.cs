namespace RetailBus.Transform.Locating;

/// <summary>How to ask the warehouse for the rows that a key names.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="RowKeys">
/// When the whole key is given: the row's key, or where identical lines are kept those of the first occurrences. Otherwise empty.
/// </param>
/// <param name="Filter">When a part of the key is given: canonical columns and values.</param>
public sealed record RowQuery(string Dataset, IReadOnlyList<Guid> RowKeys, IReadOnlyDictionary<string, string> Filter)
{
    /// <summary>Occurrences whose keys are given.</summary>
    public const int Occurrences = 20;
}
