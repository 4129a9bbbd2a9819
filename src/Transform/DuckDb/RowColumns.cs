using RetailBus.Transform.Datasets;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// How the generated SQL names a file's columns: by place, so that no name of a file or contract is ever part of a statement's structure.
/// </summary>
/// <remarks><c>c3</c> is the text as it stands, <c>t3</c> the text without spaces around it and null when empty, <c>v3</c> the typed value.</remarks>
internal sealed class RowColumns(FileLayout layout, bool trim)
{
    public FileLayout Layout => layout;

    /// <summary>The text as it stands in the file; null when the file has no such column.</summary>
    public string Raw(ContractColumn column) => layout.PlaceOf(column) is { } place ? $"c{place}" : "CAST(NULL AS VARCHAR)";

    /// <summary>The text without spaces around it; null when nothing is left.</summary>
    public string Text(ContractColumn column) => layout.PlaceOf(column) is { } place ? $"{(trim ? 't' : 'c')}{place}" : "CAST(NULL AS VARCHAR)";

    public string Value(ContractColumn column)
    {
        if (layout.PlaceOf(column) is not { } place)
            return $"CAST(NULL AS {ValueSql.SqlType(column.Type)})";
        return column.Type == LogicalType.Text ? Text(column) : $"v{place}";
    }

    /// <summary>The select list that makes texts and values from the source's columns.</summary>
    public IEnumerable<string> Definitions()
    {
        for (var place = 0; place < layout.Columns.Count; place++)
        {
            yield return $"c{place}";
            if (layout.Columns[place].Column is not { } column)
                continue;

            var text = trim ? $"nullif(trim(c{place}), '')" : $"c{place}";
            if (trim)
                yield return $"{text} AS t{place}";
            if (column.Type != LogicalType.Text)
                yield return $"{ValueSql.Typed(column, text)} AS v{place}";
        }
    }
}
