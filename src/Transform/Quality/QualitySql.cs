using RetailBus.Transform.Dialects;

namespace RetailBus.Transform.Quality;

/// <summary>
/// One statement that takes all figures of written rows, each as text: <c>nulls0, distinct0, min0, max0, sum0, nulls1, ...</c>
/// </summary>
internal static class QualitySql
{
    /// <param name="dialect">Whose SQL.</param>
    /// <param name="columns">Each has its place in the names of its figures.</param>
    /// <param name="source">The written rows.</param>
    /// <param name="distinct">SQL of how many different values a column, quoted, has.</param>
    public static string Of(
        SqlDialect dialect, IReadOnlyList<QualityColumn> columns, string source, Func<QualityColumn, string, string> distinct)
    {
        var figures = columns.SelectMany((column, place) =>
            Figures(dialect.Identifier(column.Name), column, distinct)
                .Select(figure => $"CAST({figure.Sql} AS {dialect.Text}) AS {figure.Name}{place}"));
        return $"SELECT {string.Join(", ", figures)} FROM {source}";
    }

    private static IEnumerable<(string Name, string Sql)> Figures(
        string name, QualityColumn column, Func<QualityColumn, string, string> distinct)
    {
        yield return ("nulls", $"count(*) - count({name})");
        if (column.IsName)
            yield return ("distinct", distinct(column, name));
        if (!column.ShowsValues)
            yield break;
        yield return ("min", $"min({name})");
        yield return ("max", $"max({name})");
        if (column.IsNumber)
            yield return ("sum", $"sum({name})");
    }
}
