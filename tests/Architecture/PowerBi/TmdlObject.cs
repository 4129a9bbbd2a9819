namespace RetailBus.Architecture.PowerBi;

/// <summary>An object of a TMDL document: a table, a column, a measure, a partition, ...</summary>
/// <param name="Kind">The first word.</param>
/// <param name="Name">Without quotes; empty for a kind that has none.</param>
internal sealed record TmdlObject(string Kind, string Name)
{
    /// <summary>After the equals sign, and what is indented below it as its continuation.</summary>
    public string Expression { get; set; } = "";

    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal);

    public List<TmdlObject> Children { get; } = [];

    public IEnumerable<TmdlObject> Of(string kind) => Children.Where(child => child.Kind == kind);
}
