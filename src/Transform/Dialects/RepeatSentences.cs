using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Dialects;

/// <summary>What is said of rows that a file has more than once and may not.</summary>
internal static class RepeatSentences
{
    public static string Conflict(SqlDialect dialect, string keyInWords) => dialect.Concat(
        [dialect.Literal("the file has this key ("), keyInWords, dialect.Literal(") more than once with different contents; keep the right row")]);

    public static string NotUnique(SqlDialect dialect, ContractColumn column, ISourceColumns columns)
    {
        var isShown = column.Pii == PiiTreatment.None;
        var value = isShown ? columns.Raw(column) : dialect.NoText;
        var message = dialect.Concat(
        [
            dialect.Literal($"{column.Name} is unique, but the file has "),
            isShown ? value : dialect.Literal("(withheld)"),
            dialect.Literal(" in more than one row"),
        ]);
        return dialect.Reason("unique", dialect.Literal(column.Name), value, message);
    }
}
