using DuckDB.NET.Data;
using RetailBus.Cli.Demo;

namespace RetailBus.Cli.Bench;

/// <summary>DuckDB alone, from the local file: what the pipeline is compared with.</summary>
/// <param name="csv">The file of orders.</param>
/// <param name="folder">For what is written.</param>
internal sealed class BareDuckDb(string csv, string folder)
{
    private const string Key = "md5(concat(store_id, ';', order_id, ';', item))::uuid";

    private const string Columns =
        """
        order_id, store_id, item, try_cast(quantity as decimal(18,4)) as quantity, try_cast(price as decimal(18,4)) as price,
            try_cast(total_amount as decimal(18,4)) as total_amount,
            coalesce(try_strptime("timestamp", '%m/%d/%Y %H:%M'), try_cast("timestamp" as timestamp)) as ordered_at
        """;

    private const string Rules =
        """
        order_id is not null and store_id is not null and item is not null and quantity % 1 = 0 and price >= 0 and ordered_at is not null
            and abs(total_amount - quantity::decimal(38,4) * price::decimal(38,4)) <= 0.01
        """;

    private const string OrderLine =
        $"""
        'orders' as dataset, order_id, store_id, item as item_id, null::varchar as item_name, quantity, price as unit_price,
            total_amount as amount, 'USD' as currency, null::varchar as customer_id, ordered_at, quantity < 0 as is_return,
            's3://retailbus-raw/orders/bulk.csv' as source_object, '5f3c9a52-0c1e-5c0e-9f51-7f1d3a6e2b44'::uuid as batch_id,
            timestamp '2026-03-14 09:30:00' as landed_at, {Key} as row_key, null::varchar as extra
        """;

    /// <summary>All columns read as text and cast, to Parquet: the bare statement.</summary>
    public void ToParquet(CancellationToken cancellationToken) => InFreshDatabase(run => run(Copy(Select(Columns))), cancellationToken);

    /// <summary>The bare statement with a key for each row, which the warehouse can't do without.</summary>
    public void ToKeyedParquet(CancellationToken cancellationToken) => InFreshDatabase(
        run => run(Copy(Select($"{Columns}, {Key} as row_key"))), cancellationToken);

    /// <summary>
    /// The same rows from the same file, by hand: checked by the contract's rules, every column of the canonical order line, Parquet with a
    /// key, the look for repeated keys, the anti-join, the load.
    /// </summary>
    public void SameWork(CancellationToken cancellationToken) => LoadAll($"select {OrderLine} from ({Select(Columns)}) where {Rules}", cancellationToken);

    /// <summary>The same with the file's own columns and the key alone: no rules, nothing that says where a row came from.</summary>
    public void LeanWork(CancellationToken cancellationToken) => LoadAll(Select($"{Columns}, {Key} as row_key"), cancellationToken);

    private void LoadAll(string rows, CancellationToken cancellationToken) => InFreshDatabase(
        run =>
        {
            run($"create table order_lines as {rows} limit 0");
            run(Copy(rows));
            run($"select count(*) - count(distinct row_key) from read_parquet('{Parquet}')");
            run($"insert into order_lines select * from read_parquet('{Parquet}') p anti join order_lines o on p.row_key = o.row_key");
        },
        cancellationToken);

    private string Parquet => Path.Combine(folder, "bare.parquet");

    private string Select(string columns) =>
        $"""
        select {columns} from read_csv('{csv}', auto_detect=false, header=true, delim=',', quote='"', escape='"', columns={Names})
        """;

    private static string Names => $"{{{string.Join(", ", DemoFiles.Header.Split(',').Select(name => $"'{name}': 'VARCHAR'"))}}}";

    private string Copy(string rows) => $"copy ({rows}) to '{Parquet}' (format parquet, compression snappy)";

    private void InFreshDatabase(Action<Action<string>> work, CancellationToken cancellationToken)
    {
        var database = Path.Combine(folder, "bare.duckdb");
        using (var connection = new DuckDBConnection($"DataSource={database}"))
        {
            connection.Open();
            Execute(connection, "set preserve_insertion_order = false", cancellationToken);
            work(sql => Execute(connection, sql, cancellationToken));
        }

        foreach (var file in Directory.EnumerateFiles(folder, "bare.*"))
            File.Delete(file);
    }

    private static void Execute(DuckDBConnection connection, string sql, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var registration = cancellationToken.Register(command.Cancel);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
