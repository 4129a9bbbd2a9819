using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>The parts of a batch's statements.</summary>
internal sealed class RowSql
{
    private readonly TransformWork _work;
    private readonly RowColumns _columns;
    private readonly RuleSql _rules;
    private readonly ExpressionSql _expressions;
    private readonly IReadOnlyList<RowRule> _all;

    public RowSql(TransformWork work, FileLayout layout, bool trim)
    {
        _work = work;
        _columns = new RowColumns(layout, trim);
        _rules = new RuleSql(_columns);
        _expressions = new ExpressionSql(_columns.Value);
        _all = RowRules.Of(work.Contract);
    }

    /// <summary>The source's columns, texts and values.</summary>
    public string Typed(string source, params string[] also) =>
        $"(SELECT {string.Join(", ", also.Concat(_columns.Definitions()))} FROM {source}) typed";

    /// <summary>Whether a row is a header line again: each column the contract knows holds its own name.</summary>
    public string IsHeader()
    {
        var tests = _columns.Layout.Columns.Select((column, place) => (column.Column, place))
            .Where(item => item.Column is not null)
            .Select(item => $"coalesce(lower(trim(c{item.place})) IN ({string.Join(", ", item.Column!.HeaderNames.Select(Lower))}), false)");
        return string.Join(" AND ", tests);
    }

    /// <summary>Whether a row is accepted. A header line is not: where no column's type or rule tells it apart, its words do.</summary>
    public string IsGood()
    {
        var rules = _rules.KeepsAll(_all);
        var headersFailTypes = _work.Contract.Columns.Any(column => column.Required && column.Type != LogicalType.Text);
        return headersFailTypes ? rules : $"{rules} AND NOT ({IsHeader()})";
    }

    /// <summary>JSON of all reasons of a row that is not good.</summary>
    public string Reasons()
    {
        var shape = ReasonSql.Whole("record", $"concat('the row has ', fields, ' values where the file has {_columns.Layout.Columns.Count} columns')");
        var misshapen = $"fields <> {_columns.Layout.Columns.Count}";
        return ReasonSql.List(
        [
            .. BrokenRecords.Messages.Select(broken => ($"broken = {(int)broken.Why}", ReasonSql.Whole("record", Sql.Literal(broken.Message)))),
            ($"broken = 0 AND {misshapen}", shape),
            .. _all.Select(rule => ($"broken = 0 AND NOT ({misshapen}) AND {_rules.Breaks(rule)}", _rules.Reason(rule))),
        ]);
    }

    /// <summary>The canonical order line's columns.</summary>
    /// <param name="occurrence">SQL of the occurrence number; used where the contract keeps identical lines.</param>
    public string Canonical(string occurrence) =>
        string.Join(",\n", OrderLine.Columns.Select(column => $"{CanonicalValue(column, occurrence)} AS {Sql.Identifier(column.Name)}"));

    /// <summary>One text of all that a row says; equal for rows that say the same.</summary>
    public string Content()
    {
        var values = OrderLine.Columns.Where(column => OrderLine.ContentColumns.Contains(column.Name)).Select(column => CanonicalValue(column, "1"));
        return $"to_json([{string.Join(", ", values.Select(value => $"CAST({value} AS VARCHAR)"))}])";
    }

    /// <summary>The row's key for a person.</summary>
    public string KeyInWords() => Sql.Concat(_work.Contract.Key.SelectMany((column, index) => new[]
    {
        Sql.Literal($"{(index == 0 ? "" : ", ")}{column.Name} "), $"coalesce({_columns.Text(column)}, 'missing')",
    }));

    public string RowKey(string occurrence) => RowKeySql.Of(_work.Contract, _columns, occurrence);

    private string CanonicalValue(CanonicalColumn column, string occurrence) => column.Name switch
    {
        OrderLine.Dataset => Sql.Constant(_work.Contract.Name),
        OrderLine.SourceObject => Sql.Constant($"s3://{_work.Source.Bucket}/{_work.Source.Key}"),
        OrderLine.BatchId => Sql.Literal(_work.BatchId),
        OrderLine.LandedAt => Sql.Literal(_work.Source.LandedAt),
        OrderLine.RowKey => RowKey(occurrence),
        OrderLine.Extra => Extra(),
        _ => FromContract(column),
    };

    private string FromContract(CanonicalColumn canonical)
    {
        if (_work.Contract.Derived.TryGetValue(canonical.Name, out var derived))
        {
            return derived is TextExpression text
                ? Sql.Constant(text.Value)
                : $"CAST({_expressions.Of(derived)} AS {SqlType(canonical.Type)})";
        }

        var column = _work.Contract.Columns.FirstOrDefault(column => column.Canonical == canonical.Name);
        if (column is null)
            return $"CAST(NULL AS {SqlType(canonical.Type)})";
        return canonical.Type == CanonicalType.Text ? ValueSql.Text(column.Type, _columns.Value(column)) : _columns.Value(column);
    }

    private string Extra()
    {
        var unknown = _columns.Layout.Columns.Select((column, place) => (column, place)).Where(item => item.column.Column is null).ToList();
        if (_columns.Layout.Format == FileFormat.JsonLines)
            return $"nullif(c{unknown[^1].place}, '')";
        if (unknown.Count == 0)
            return "CAST(NULL AS VARCHAR)";
        return $"CAST(json_object({string.Join(", ", unknown.Select(item => $"{Sql.Literal(item.column.Name)}, c{item.place}"))}) AS VARCHAR)";
    }

    private static string SqlType(CanonicalType type) => type switch
    {
        CanonicalType.Decimal => ValueSql.Decimal,
        CanonicalType.Timestamp => "TIMESTAMP",
        CanonicalType.Boolean => "BOOLEAN",
        CanonicalType.Uuid => "UUID",
        _ => "VARCHAR",
    };

    private static string Lower(string name) => $"lower({Sql.Literal(name)})";
}
