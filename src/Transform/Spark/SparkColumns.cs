using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;

namespace RetailBus.Transform.Spark;

/// <summary>
/// A contract's columns in Spark's SQL, by their place in the contract: the job puts a file's values there before Spark reads them.
/// </summary>
/// <remarks><c>c3</c> is the text as it stands, <c>t3</c> the text that counts, <c>l3</c> a local time, <c>v3</c> the typed value.</remarks>
internal sealed class SparkColumns(DatasetContract contract) : ISourceColumns
{
    private static readonly ValueSql Values = new(SparkDialect.Instance);

    public string Raw(ContractColumn column) => $"c{PlaceOf(column)}";

    public string Text(ContractColumn column) => $"t{PlaceOf(column)}";

    public string Value(ContractColumn column) => column.Type == LogicalType.Text ? Text(column) : $"v{PlaceOf(column)}";

    public string Texts() => string.Join(", ", contract.Columns.Select(column => $"{Values.Text(column, Raw(column), clean: true)} AS {Text(column)}"));

    /// <summary>Empty where no column has local times.</summary>
    public string Locals() => string.Concat(contract.Columns
        .Where(column => column.IsLocalTime)
        .Select(column => $", {SparkDialect.Instance.LocalTime(column, Text(column))} AS l{PlaceOf(column)}"));

    /// <summary>Empty where all columns are texts.</summary>
    public string Typed() => string.Concat(contract.Columns
        .Where(column => column.Type != LogicalType.Text)
        .Select(column => $",\n{Typed(column)} AS {Value(column)}"));

    private string Typed(ContractColumn column) => column.IsLocalTime
        ? Values.FromLocal(column, Text(column), $"l{PlaceOf(column)}")
        : Values.Typed(column, Text(column));

    private int PlaceOf(ContractColumn column)
    {
        for (var place = 0; place < contract.Columns.Count; place++)
        {
            if (contract.Columns[place] == column)
                return place;
        }

        throw new ArgumentException($"{column.Name} is no column of {contract.Name}.", nameof(column));
    }
}
