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

    /// <summary>All columns read as text and cast, to Parquet: the bare statement.</summary>
    public void ToParquet(CancellationToken cancellationToken) => InFreshDatabase(run => run(Copy(Columns)), cancellationToken);

    /// <summary>The bare statement with a key for each row, which the warehouse can't do without.</summary>
    public void ToKeyedParquet(CancellationToken cancellationToken) => InFreshDatabase(
        run => run(Copy($"{Columns}, {Key} as row_key")), cancellationToken);

    /// <summary>The same work as the pipeline's: typed Parquet with a key, the look for repeated keys, the anti-join, the load.</summary>
    public void SameWork(CancellationToken cancellationToken) => InFreshDatabase(
        run =>
        {
            run($"create table order_lines as select * from ({Select($"{Columns}, {Key} as row_key")}) limit 0");
            run(Copy($"{Columns}, {Key} as row_key"));
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

    private string Copy(string columns) => $"copy ({Select(columns)}) to '{Parquet}' (format parquet, compression snappy)";

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
