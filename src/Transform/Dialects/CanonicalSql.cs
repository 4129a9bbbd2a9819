using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Dialects;

/// <summary>A record's canonical order line.</summary>
/// <param name="dialect">Whose SQL.</param>
/// <param name="contract">Of the dataset.</param>
/// <param name="columns">The record's columns.</param>
/// <param name="extra">SQL of the JSON of what the canonical columns don't hold.</param>
internal sealed class CanonicalSql(SqlDialect dialect, DatasetContract contract, ISourceColumns columns, string extra)
{
    private readonly ExpressionSql _expressions = new(dialect, columns.Value);
    private readonly ValueSql _values = new(dialect);
    private readonly RowKeySql _keys = new(dialect, columns);

    /// <summary>The select list of all canonical columns.</summary>
    /// <param name="batch">What is the same for all rows.</param>
    /// <param name="occurrence">SQL of the occurrence number; used where the contract keeps identical lines.</param>
    public string All(BatchConstants batch, string occurrence) =>
        string.Join(",\n", OrderLine.Columns.Select(column =>
            $"{dialect.Stored(column.Type, Value(column, batch, occurrence))} AS {dialect.Identifier(column.Name)}"));

    /// <summary>One text of all that a row says; equal for rows that say the same.</summary>
    public string Content() => dialect.JsonList(OrderLine.Columns
        .Where(column => OrderLine.ContentColumns.Contains(column.Name))
        .Select(column => $"CAST({Said(column)} AS {dialect.Text})"));

    public string RowKey(string occurrence) => _keys.Of(contract, occurrence);

    /// <summary>What is written of a column that fills a canonical one.</summary>
    public string Written(ContractColumn column) =>
        column.Canonical is { } name ? Said(OrderLine.Columns.First(canonical => canonical.Name == name)) : columns.Text(column);

    private string Value(CanonicalColumn column, BatchConstants batch, string occurrence) => column.Name switch
    {
        OrderLine.Dataset => dialect.Constant(contract.Name),
        OrderLine.SourceObject => batch.SourceObject,
        OrderLine.BatchId => batch.BatchId,
        OrderLine.LandedAt => batch.LandedAt,
        OrderLine.RowKey => RowKey(occurrence),
        _ => Said(column),
    };

    private string Said(CanonicalColumn canonical)
    {
        if (canonical.Name == OrderLine.Extra)
            return extra;
        if (contract.Derived.TryGetValue(canonical.Name, out var derived))
        {
            return derived is TextExpression text
                ? dialect.Constant(text.Value)
                : $"CAST({_expressions.Of(derived)} AS {dialect.SqlType(canonical.Type)})";
        }

        var column = contract.Columns.FirstOrDefault(column => column.Canonical == canonical.Name);
        if (column is null)
            return $"CAST(NULL AS {dialect.SqlType(canonical.Type)})";
        return canonical.Type == CanonicalType.Text
            ? _values.Guarded(column.Pii, _values.Written(column.Type, columns.Value(column)))
            : columns.Value(column);
    }
}
