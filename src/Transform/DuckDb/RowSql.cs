using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.Rules;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>The parts of a batch's statements.</summary>
internal sealed class RowSql
{
    private static readonly DuckDbDialect Dialect = DuckDbDialect.Instance;
    private readonly TransformWork _work;
    private readonly RowColumns _columns;
    private readonly RuleSql _rules;
    private readonly RuleReasonSql _reasons;
    private readonly CanonicalSql _canonical;
    private readonly IReadOnlyList<RowRule> _all;

    public RowSql(TransformWork work, FileLayout layout, bool trim)
    {
        _work = work;
        _columns = new RowColumns(layout, trim);
        _rules = new RuleSql(Dialect, _columns);
        _reasons = new RuleReasonSql(Dialect, _columns);
        _canonical = new CanonicalSql(Dialect, work.Contract, _columns, ExtraSql.Of(work.Contract, _columns));
        _all = RowRules.Of(work.Contract);
    }

    /// <summary>Columns whose values may stand in a file once only.</summary>
    public IEnumerable<ContractColumn> Unique => _work.Contract.Columns.Where(column => column.Unique);

    /// <summary>The source's columns, texts and values.</summary>
    public string Typed(string source, params string[] also) => $"({_columns.Select(source, also)}) typed";

    /// <summary>Whether a row is a header line again: each column the contract knows holds its own name.</summary>
    public string IsHeader()
    {
        var tests = _columns.Layout.Columns.Select((column, place) => (column.Column, place))
            .Where(item => item.Column is not null)
            .Select(item => (Text: Dialect.Trimmed($"c{item.place}"), Names: string.Join(", ", item.Column!.HeaderNames.Select(Lower))))
            .Select(item => $"coalesce(lower({item.Text}) IN ({item.Names}), false)")
            .ToList();
        return tests.Count == 0 ? "false" : string.Join(" AND ", tests);
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
        var shape = _reasons.Whole("record", $"concat('the row has ', fields, ' values where the file has {_columns.Layout.Columns.Count} columns')");
        var misshapen = $"fields <> {_columns.Layout.Columns.Count}";
        return Dialect.Reasons(
        [
            .. BrokenRecords.Messages.Select(broken => ($"broken = {(int)broken.Why}", _reasons.Whole("record", Sql.Literal(broken.Message)))),
            ($"broken = 0 AND {misshapen}", shape),
            .. _all.Select(rule => ($"broken = 0 AND NOT ({misshapen}) AND {_rules.Breaks(rule)}", _reasons.Of(rule))),
        ]);
    }

    /// <summary>JSON of the one reason of rows that disagree about a key.</summary>
    public string ConflictReason() => Dialect.Reasons([("true", _reasons.Whole("conflicting key", RepeatSentences.Conflict(Dialect, KeyInWords())))]);

    /// <summary>JSON of the one reason of rows that share what only one may have.</summary>
    public string UniqueReason(ContractColumn column) => Dialect.Reasons([("true", RepeatSentences.NotUnique(Dialect, column, _columns))]);

    /// <summary>The canonical order line's columns.</summary>
    /// <param name="occurrence">SQL of the occurrence number; used where the contract keeps identical lines.</param>
    public string Canonical(string occurrence) => _canonical.All(
        new BatchConstants(
            Sql.Constant($"s3://{_work.Source.Bucket}/{_work.Source.Key}"), Sql.Literal(_work.BatchId), Sql.Literal(_work.Source.LandedAt)),
        occurrence);

    /// <summary>One text of all that a row says; equal for rows that say the same.</summary>
    public string Content() => _canonical.Content();

    /// <summary>The row's key for a person.</summary>
    public string KeyInWords() => _reasons.KeyInWords(_work.Contract);

    public string RowKey(string occurrence) => _canonical.RowKey(occurrence);

    /// <summary>A unique column's value as it is written.</summary>
    public string Written(ContractColumn column) => _canonical.Written(column);

    /// <summary>
    /// How many rows repeat a value of a column; rows without one repeat nothing. Groups spill to disk, which a count of distinct values does not.
    /// </summary>
    /// <param name="name">One of <see cref="Once"/>.</param>
    /// <param name="source">The Parquet files.</param>
    /// <param name="condition">Further condition; null for none.</param>
    public static string Repeats(string name, string source, string? condition = null) =>
        $"SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM {source} WHERE {name} IS NOT NULL{(condition is null ? "" : $" AND {condition}")} "
        + $"GROUP BY {name} HAVING n > 1)";

    /// <summary>The canonical columns of which a value may stand in a file once only, quoted. A row key is never null.</summary>
    public IReadOnlyList<string> Once => [OrderLine.RowKey, .. Unique.Select(column => Sql.Identifier(column.Canonical!))];

    private static string Lower(string name) => $"lower({Sql.Literal(name)})";
}
