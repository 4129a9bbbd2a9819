using System.Globalization;
using DuckDB.NET.Data;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Tests.Snowflake.Account;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>A warehouse with an engine, and a look behind it.</summary>
internal abstract class WarehouseUnderTest : IDisposable
{
    private readonly TestFolder _folder = new();

    public string Folder => _folder.Path;

    public abstract IWarehouse Loads { get; }

    public abstract IErasableWarehouse Erasable { get; }

    /// <summary>Called before a transaction commits.</summary>
    public abstract Action BeforeCommit { set; }

    public abstract IWarehouseReader OpenReader();

    public virtual Task<IReadOnlyList<LoadOutcome>> LoadAsync(params IReadOnlyList<StagedBatch> group) =>
        Loads.LoadAsync(group, TestContext.Current.CancellationToken);

    /// <summary>Each batch in a group of its own.</summary>
    public async Task<List<LoadOutcome>> LoadOneByOneAsync(params IReadOnlyList<StagedBatch> batches)
    {
        var outcomes = new List<LoadOutcome>();
        foreach (var batch in batches)
            outcomes.AddRange(await LoadAsync(batch));
        return outcomes;
    }

    /// <summary>A query's rows as text, columns joined by <c>|</c>.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = Connect();
        using var command = connection.Command(sql);
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(Text)));
        }

        return rows;
    }

    public string Value(string sql) => Assert.Single(Rows(sql));

    /// <summary>The current rows with all their columns, ordered by key.</summary>
    public List<string> CurrentRows() => Rows("select * from order_lines order by row_key");

    public string Balance() => Value("select concat_ws('+', current_rows, history_rows) || '=' || accepted_rows || ' ' || balanced from warehouse_balance");

    public virtual void Dispose() => _folder.Dispose();

    protected abstract DuckDBConnection Connect();

    /// <summary>Keys read alike, whether the engine has them as UUIDs or as 16 bytes.</summary>
    private static string? Text(object value) => value is Stream bytes
        ? new Guid(Convert.FromHexString(ResultReader.Hex(bytes)), bigEndian: true).ToString()
        : Convert.ToString(value, CultureInfo.InvariantCulture);
}
