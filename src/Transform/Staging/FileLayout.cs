using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>How one file lays the contract's columns out.</summary>
internal sealed record FileLayout(RecordDialect Dialect, bool HasHeader, IReadOnlyList<FileColumn> Columns)
{
    /// <summary>Of <see cref="FileFormat.JsonLines"/>, the dialect is that of the file that they are rewritten to, and the last column is JSON.</summary>
    public FileFormat Format { get; init; }

    /// <summary>
    /// JSON members that give way, nested as they are, to a column that <c>extra</c> has under that name; empty where unknown members are
    /// not kept as they are.
    /// </summary>
    public IReadOnlyList<string> TakenNames { get; init; } = [];

    public int? PlaceOf(ContractColumn column)
    {
        for (var place = 0; place < Columns.Count; place++)
        {
            if (Columns[place].Column == column)
                return place;
        }

        return null;
    }

    public bool HasExtra => Columns.Any(column => column.Column is null);
}
