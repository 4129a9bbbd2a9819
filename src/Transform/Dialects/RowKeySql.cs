using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Dialects;

/// <summary>The algorithm of <see cref="Contracts.Rows.RowKeys"/> in SQL. Of personal data the key holds the hash.</summary>
internal sealed class RowKeySql(SqlDialect dialect, ISourceColumns columns)
{
    private readonly ValueSql _values = new(dialect);

    public string Of(DatasetContract contract, string occurrence)
    {
        List<string> parts = [dialect.Literal($"{Encoding.UTF8.GetByteCount(contract.Name)}:{contract.Name};")];
        foreach (var column in contract.Key)
        {
            var text = _values.Guarded(column.Pii, _values.Written(column.Type, columns.Value(column)));
            if (column.Required)
                parts.AddRange(Field(text));
            else
                parts.Add($"CASE WHEN {columns.Value(column)} IS NULL THEN '-;' ELSE {dialect.Concat(Field(text))} END");
        }

        if (contract.KeepIdenticalLines)
            parts.AddRange(Field($"CAST({occurrence} AS {dialect.Text})"));
        return dialect.RowKey(dialect.Concat(parts));
    }

    private string[] Field(string text) => [dialect.ByteLength(text), "':'", text, "';'"];
}
