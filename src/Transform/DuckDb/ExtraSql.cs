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
        var named = members.Count == 0 ? null : DuckDbDialect.Instance.JsonObject(members);
        var whole = columns.Layout.Format == FileFormat.JsonLines && contract.UnknownColumns == PiiTreatment.None
            ? $"nullif(c{columns.Layout.Columns.Count - 1}, '')"
            : null;
        return (whole, named) switch
        {
            (null, _) => named ?? DuckDbDialect.Instance.NoText,
            (_, null) => whole,
            _ => $"CAST(json_merge_patch(coalesce({whole}, '{{}}'), {named}) AS VARCHAR)",
        };
    }

    private static string? Value(DatasetContract contract, RowColumns columns, ContractColumn? column, int place) => column switch
    {
        null when columns.Layout.Format == FileFormat.JsonLines && contract.UnknownColumns == PiiTreatment.None => null,
        null => contract.UnknownColumns == PiiTreatment.Drop ? null : Values.Guarded(contract.UnknownColumns, $"c{place}"),
        { KeepInExtra: true, Pii: not PiiTreatment.Drop } => Values.Guarded(column.Pii, columns.Text(column)),
        _ => null,
    };
}
