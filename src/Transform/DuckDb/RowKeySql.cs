using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.DuckDb;

/// <summary>The algorithm of <see cref="Contracts.Rows.RowKeys"/> in DuckDB's SQL.</summary>
internal static class RowKeySql
{
    public static string Of(DatasetContract contract, RowColumns columns, string occurrence)
    {
        List<string> parts = [Sql.Literal($"{Encoding.UTF8.GetByteCount(contract.Name)}:{contract.Name};")];
        foreach (var column in contract.Key)
        {
            var text = ValueSql.Text(column.Type, columns.Value(column));
            if (column.Required)
                parts.AddRange(Field(text));
            else
                parts.Add($"CASE WHEN {columns.Value(column)} IS NULL THEN '-;' ELSE {Sql.Concat(Field(text))} END");
        }

        if (contract.KeepIdenticalLines)
            parts.AddRange(Field($"CAST({occurrence} AS VARCHAR)"));
        return $"CAST(md5({Sql.Concat(parts)}) AS UUID)";
    }

    private static string[] Field(string text) => [$"strlen({text})", "':'", text, "';'"];
}
