namespace RetailBus.Transform.Drafts;

/// <summary>A column of a sample, and its values as they stand, without spaces around them; null for missing ones.</summary>
internal sealed record SampleColumn(string Name, IReadOnlyList<string?> Values)
{
    public bool IsAlwaysThere => Values.All(value => value is not null);

    public IEnumerable<string> Present => Values.OfType<string>();
}
