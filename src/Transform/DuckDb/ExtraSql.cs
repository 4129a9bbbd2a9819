using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;

namespace RetailBus.Transform.DuckDb;

/// <summary>What of a file goes to <c>extra</c>: columns that the contract does not know, and those that it sends there.</summary>
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
        return members.Count == 0 ? DuckDbDialect.Instance.NoText : DuckDbDialect.Instance.JsonObject(members);
    }

    private static string? Value(DatasetContract contract, RowColumns columns, ContractColumn? column, int place) => column switch
    {
        null => contract.UnknownColumns == PiiTreatment.Drop ? null : Values.Guarded(contract.UnknownColumns, $"c{place}"),
        { KeepInExtra: true, Pii: not PiiTreatment.Drop } => Values.Guarded(column.Pii, columns.Text(column)),
        _ => null,
    };
}
