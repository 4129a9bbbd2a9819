using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.Rules;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Spark;

/// <summary>
/// From the view <c>records</c> (<c>ordinal, line, raw, fields, width, broken, is_header, extra, c0, c1, ...</c>) to accepted and
/// quarantined rows.
/// </summary>
internal sealed class SparkStatements
{
    private static readonly SparkDialect Dialect = SparkDialect.Instance;
    private readonly DatasetContract _contract;
    private readonly SparkColumns _columns;
    private readonly CanonicalSql _canonical;
    private readonly RuleReasonSql _reasons;
    private readonly RuleSql _rules;
    private readonly IReadOnlyList<RowRule> _all;

    public SparkStatements(DatasetContract contract)
    {
        _contract = contract;
        _columns = new SparkColumns(contract);
        _canonical = new CanonicalSql(Dialect, contract, _columns, extra: "extra");
        _reasons = new RuleReasonSql(Dialect, _columns);
        _rules = new RuleSql(Dialect, _columns);
        _all = RowRules.Of(contract);
    }

    public IEnumerable<SparkStatement> All()
    {
        yield return new SparkStatement("texts", $"SELECT *, {_columns.Texts()} FROM records");
        yield return new SparkStatement("locals", $"SELECT *{_columns.Locals()} FROM texts");
        yield return new SparkStatement("typed", $"SELECT *{_columns.Typed()}\nFROM locals");
        yield return new SparkStatement(
            "judged",
            $"SELECT *, coalesce(broken = 0 AND fields = width AND NOT is_header AND {_rules.KeepsAll(_all)}, false) AS is_good FROM typed");
        yield return new SparkStatement(
            "keyed", $"SELECT *, {_canonical.RowKey("1")} AS key, {_canonical.Content()} AS content FROM judged WHERE is_good");
        yield return new SparkStatement("fated", Fated());
        yield return new SparkStatement("decided", WithUnique());
        yield return new SparkStatement("accepted", $"SELECT {Accepted()}\nFROM decided WHERE fate IS NULL");
        yield return new SparkStatement("quarantined", Quarantined());
    }

    private string Accepted() =>
        _canonical.All(new BatchConstants(":source_object", ":batch_id", "CAST(:landed_at AS TIMESTAMP)"), "occurrence");

    private string Fated() => _contract.KeepIdenticalLines
        ? "SELECT *, CAST(NULL AS STRING) AS fate0, row_number() OVER (PARTITION BY key ORDER BY ordinal) AS occurrence FROM keyed"
        : """
          SELECT *, CASE
              WHEN min(content) OVER same <> max(content) OVER same THEN 'conflict'
              WHEN ordinal > min(ordinal) OVER same THEN 'duplicate' END AS fate0, 1 AS occurrence
          FROM keyed WINDOW same AS (PARTITION BY key)
          """;

    /// <summary>A unique column's repeats among the rows that are left; each such column adds a fate to the one before.</summary>
    private string WithUnique()
    {
        var (source, fate) = ("fated", "fate0");
        foreach (var (column, index) in Unique.Select((column, index) => (column, index)))
        {
            var value = _canonical.Written(column);
            source = $"""
                (SELECT *, CASE
                    WHEN {fate} IS NULL AND {value} IS NOT NULL AND count_if({fate} IS NULL) OVER (PARTITION BY {value}) > 1
                    THEN {FateOf(column)} ELSE {fate} END AS fate{index + 1}
                FROM {source})
                """;
            fate = $"fate{index + 1}";
        }

        return $"SELECT *, {fate} AS fate FROM {source}";
    }

    private string Quarantined()
    {
        var parts = new List<string>
        {
            $"SELECT line, ordinal, raw, {Reasons()} AS reasons FROM judged WHERE NOT is_good AND NOT is_header",
            Repeated("'conflict'", _reasons.Whole("conflicting key", RepeatSentences.Conflict(Dialect, _reasons.KeyInWords(_contract)))),
        };
        parts.AddRange(Unique.Select(column => Repeated(FateOf(column), RepeatSentences.NotUnique(Dialect, column, _columns))));
        return $"SELECT line, raw, reasons FROM (\n{string.Join("\nUNION ALL\n", parts)}) ORDER BY line, ordinal";
    }

    private string Reasons()
    {
        var shape = _reasons.Whole("record", "concat('the row has ', fields, ' values where the file has ', width, ' columns')");
        return Dialect.Reasons(
        [
            .. BrokenRecords.Messages.Select(broken => ($"broken = {(int)broken.Why}", _reasons.Whole("record", Dialect.Literal(broken.Message)))),
            ("broken = 0 AND fields <> width", shape),
            .. _all.Select(rule => ($"broken = 0 AND fields = width AND {_rules.Breaks(rule)}", _reasons.Of(rule))),
        ]);
    }

    private IEnumerable<ContractColumn> Unique => _contract.Columns.Where(column => column.Unique);

    private static string Repeated(string fate, string reason) =>
        $"SELECT line, ordinal, raw, {Dialect.Reasons([("true", reason)])} AS reasons FROM decided WHERE fate = {fate}";

    private static string FateOf(ContractColumn column) => Dialect.Literal($"unique {column.Name}");
}
