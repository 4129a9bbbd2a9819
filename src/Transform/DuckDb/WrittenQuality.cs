using RetailBus.Contracts.Quality;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Quality;

namespace RetailBus.Transform.DuckDb;

/// <summary>Takes the figures of a batch's accepted rows from the Parquet that was written, in one statement.</summary>
internal static class WrittenQuality
{
    public static BatchQuality Take(
        DuckDbSessions sessions, DatasetContract contract, LocalOutput output, CancellationToken cancellationToken)
    {
        var rows = output.Rows.Accepted;
        if (rows == 0)
            return new BatchQuality { Rows = 0, Columns = [] };

        var columns = QualityColumn.Of(contract);
        var estimates = rows > ColumnQuality.MostCounted;
        var files = string.Join(", ", output.Accepted.Select(file => Sql.Literal(file.Path)));
        var sql = QualitySql.Of(DuckDbDialect.Instance, columns, $"read_parquet([{files}])", estimates ? OfMany : OfFew);
        using var session = sessions.Rent();
        return session.Query(
            sql,
            row => QualityFigures.Of(
                rows, columns, name => row.GetOrdinal(name) is var place && row.IsDBNull(place) ? null : row.GetString(place), estimates),
            cancellationToken).Single();
    }

    private static string OfMany(QualityColumn column, string name) =>
        column.HasManyValues ? $"approx_count_distinct({name})" : $"count(DISTINCT {name})";

    /// <summary>For few rows, setting up the tables by which a distinct count is spread over threads costs several times the rest.</summary>
    private static string OfFew(QualityColumn column, string name) => $"len(list_distinct(list({name})))";
}
