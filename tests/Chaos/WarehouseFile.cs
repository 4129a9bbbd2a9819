using DuckDB.NET.Data;

namespace RetailBus.Chaos;

/// <summary>The warehouse's file after its service was killed: rows as text, by all canonical columns.</summary>
internal static class WarehouseFile
{
    private const string Content =
        "concat_ws('|', dataset, order_id, store_id, item_id, coalesce(item_name, '∅'), quantity, unit_price, amount, currency, "
        + "coalesce(customer_id, '∅'), ordered_at, is_return, row_key)";

    private const string Row = $"concat_ws('|', {Content}, source_object, batch_id, landed_at) || coalesce('|' || extra, '')";

    public static WarehouseRows Read(string path)
    {
        using var connection = new DuckDBConnection($"Data Source={path}");
        connection.Open();
        return new WarehouseRows(
            Texts(connection, $"select {Row} from order_lines"),
            Texts(connection, $"select {Row} from order_line_history"),
            Texts(connection, $"select {Content} from order_lines"),
            Texts(connection, "select reason || ' ' || count(*) from order_line_history group by reason order by reason"));
    }

    private static List<string> Texts(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
