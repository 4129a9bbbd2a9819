using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>A file's columns in DuckDB's SQL, by their place in the file.</summary>
/// <remarks>
/// <c>c3</c> is the text as it stands, <c>t3</c> the text that counts (as it stands where nothing is to be trimmed or put in its place),
/// <c>l3</c> a local time, <c>v3</c> the typed value.
/// </remarks>
internal sealed class RowColumns(FileLayout layout, bool trim) : ISourceColumns
{
    private static readonly ValueSql Values = new(DuckDbDialect.Instance);

    public FileLayout Layout => layout;

    public string Raw(ContractColumn column) => layout.PlaceOf(column) is { } place ? $"c{place}" : DuckDbDialect.Instance.NoText;

    public string Text(ContractColumn column)
    {
        if (layout.PlaceOf(column) is { } place)
            return HasText(column) ? $"t{place}" : $"c{place}";
        return column.Default is { } value ? DuckDbDialect.Instance.Literal(value) : DuckDbDialect.Instance.NoText;
    }

    public string Value(ContractColumn column)
    {
        if (column.Type == LogicalType.Text)
            return Text(column);
        if (layout.PlaceOf(column) is { } place)
            return $"v{place}";
        if (column.Default is null)
            return $"CAST(NULL AS {DuckDbDialect.Instance.SqlType(column.Type)})";
        var text = Text(column);
        return column.IsLocalTime
            ? Values.FromLocal(column, text, DuckDbDialect.Instance.LocalTime(column, text))
            : Values.Typed(column, text);
    }

    /// <summary>A query that makes texts and values from the source's columns.</summary>
    public string Select(string source, IEnumerable<string> also) => $"SELECT {string.Join(", ", also.Concat(Definitions()))} FROM {WithLocalTimes(source)}";

    private IEnumerable<string> Definitions()
    {
        for (var place = 0; place < layout.Columns.Count; place++)
        {
            yield return $"c{place}";
            if (layout.Columns[place].Column is not { } column)
                continue;

            var text = TextOf(column, place);
            if (HasText(column))
                yield return $"{text} AS t{place}";
            if (column.IsLocalTime)
                yield return $"{Values.FromLocal(column, text, $"l{place}")} AS v{place}";
            else if (column.Type != LogicalType.Text)
                yield return $"{Values.Typed(column, text)} AS v{place}";
        }
    }

    private string WithLocalTimes(string source)
    {
        var locals = layout.Columns.Select((column, place) => (column.Column, place))
            .Where(item => item.Column is { IsLocalTime: true })
            .Select(item => $"{DuckDbDialect.Instance.LocalTime(item.Column!, TextOf(item.Column!, item.place))} AS l{item.place}")
            .ToList();
        return locals.Count == 0 ? source : $"(SELECT *, {string.Join(", ", locals)} FROM {source})";
    }

    private bool HasText(ContractColumn column) => trim || column.Default is not null;

    private string TextOf(ContractColumn column, int place) => Values.Text(column, $"c{place}", trim);
}
