using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Quality;

namespace RetailBus.Transform.Spark;

/// <summary>How the job takes the figures of the rows that it wrote.</summary>
/// <param name="Source">The view of the written rows.</param>
/// <param name="Counted">The statement for few rows, whose different values are counted.</param>
/// <param name="Estimated">The statement for many, of whose columns with many different values these are estimated.</param>
/// <param name="Columns">The columns, in the order of their places in the figures' names.</param>
public sealed record SparkQuality(string Source, string Counted, string Estimated, IReadOnlyList<SparkQualityColumn> Columns)
{
    private const string Written = "written";

    internal static SparkQuality Of(DatasetContract contract)
    {
        var columns = QualityColumn.Of(contract);
        return new SparkQuality(
            Written,
            QualitySql.Of(SparkDialect.Instance, columns, Written, (_, name) => Counting(name)),
            QualitySql.Of(
                SparkDialect.Instance,
                columns,
                Written,
                (column, name) => column.HasManyValues ? $"approx_count_distinct({name})" : Counting(name)),
            [
                .. columns.Select(column => new SparkQualityColumn(column.Name, Name(column.Type), column.ShowsValues, column.HasManyValues)),
            ]);
    }

    private static string Counting(string name) => $"count(DISTINCT {name})";

    private static string Name(CanonicalType type) => type switch
    {
        CanonicalType.Decimal => "number",
        CanonicalType.Timestamp => "time",
        _ => "text",
    };
}
