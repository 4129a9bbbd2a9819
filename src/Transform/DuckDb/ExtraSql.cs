using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// What of a file goes to <c>extra</c>: columns that the contract does not know, and those that it sends there. Of JSON objects the last
/// column holds all unknown members, as an object.
/// </summary>
internal static class ExtraSql
{
    private static readonly ValueSql Values = new(DuckDbDialect.Instance);

    public static string Of(DatasetContract contract, RowColumns columns)
    {
        var members = columns.Layout.Columns
            .Select((column, place) => (column.Name, Value: Value(contract, columns, column.Column, place)))
            .Where(member => member.Value is not null)
            .Select(member => (member.Name, member.Value!))
            .ToList();
        if (columns.Layout.Format == FileFormat.JsonLines && contract.UnknownColumns == PiiTreatment.None)
            return WithUnknown($"nullif(c{columns.Layout.Columns.Count - 1}, '')", members);
        return members.Count == 0 ? DuckDbDialect.Instance.NoText : DuckDbDialect.Instance.JsonObject(members);
    }

    /// <summary>
    /// The members of both objects, written one after the other: to parse what a file has would change its numbers, and refuse escapes that
    /// are half of a surrogate pair. No name is in both (see <see cref="FileLayout.TakenNames"/>).
    /// </summary>
    /// <param name="unknown">An object that has members, or null.</param>
    /// <param name="members">Those without a value are left out.</param>
    private static string WithUnknown(string unknown, List<(string Name, string Value)> members)
    {
        if (members.Count == 0)
            return unknown;
        var texts = members
            .Select(member => $"',' || {Json(Sql.Literal(member.Name))} || ':' || {Json(member.Value)}")
            .Prepend($"',' || substring({unknown}, 2, length({unknown}) - 2)");
        return $"concat('{{', substring({Sql.Concat(texts)}, 2), '}}')";
    }

    private static string Json(string text) => $"CAST(to_json({text}) AS VARCHAR)";

    private static string? Value(DatasetContract contract, RowColumns columns, ContractColumn? column, int place) => column switch
    {
        null when columns.Layout.Format == FileFormat.JsonLines && contract.UnknownColumns == PiiTreatment.None => null,
        null => contract.UnknownColumns == PiiTreatment.Drop ? null : Values.Guarded(contract.UnknownColumns, $"c{place}"),
        { IsInExtra: true } => Values.Guarded(column.Pii, columns.Text(column)),
        _ => null,
    };
}
