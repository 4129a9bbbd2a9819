namespace RetailBus.Transform.DuckDb;

/// <summary>Quarantine reasons in SQL, in the shape of <see cref="Contracts.Rows.QuarantineReason"/>'s JSON.</summary>
internal static class ReasonSql
{
    /// <param name="rule">The rule's name.</param>
    /// <param name="column">SQL of the column's name.</param>
    /// <param name="value">SQL of the value.</param>
    /// <param name="message">SQL of the sentence.</param>
    public static string Struct(string rule, string column, string value, string message) =>
        $"{{'rule': {Sql.Literal(rule)}, 'column': {column}, 'value': {value}, 'message': {message}}}";

    public static string Whole(string rule, string message) => Struct(rule, "CAST(NULL AS VARCHAR)", "CAST(NULL AS VARCHAR)", message);

    /// <summary>The JSON text of those reasons of which the condition holds.</summary>
    public static string List(IEnumerable<(string Condition, string Reason)> reasons)
    {
        var items = reasons.Select(item => $"CASE WHEN {item.Condition} THEN {item.Reason} END");
        return $"CAST(to_json(list_filter([{string.Join(",\n", items)}], reason -> reason IS NOT NULL)) AS VARCHAR)";
    }
}
