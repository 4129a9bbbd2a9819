using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>A warehouse in a folder of its own.</summary>
internal sealed class TestWarehouse : IDisposable
{
    private readonly TestFolder _folder = new();

    public TestWarehouse(MergeSql? sql = null, string? path = null, Action<WarehouseOptions>? configure = null, LoadLimits? limits = null)
    {
        Options = new WarehouseOptions { Path = path ?? Path.Combine(_folder.Path, "warehouse.duckdb") };
        configure?.Invoke(Options);
        File = new WarehouseFile(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);
        Loads = new DuckDbWarehouse(File, TimeProvider.System, NullLogger<DuckDbWarehouse>.Instance, sql) { Limits = limits ?? new LoadLimits() };
    }

    public WarehouseOptions Options { get; }

    public WarehouseFile File { get; }

    public DuckDbWarehouse Loads { get; }

    public string Folder => _folder.Path;

    public Task<IReadOnlyList<LoadOutcome>> LoadAsync(params IReadOnlyList<StagedBatch> group) =>
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
        using var connection = File.Connect();
        using var command = connection.Command(sql);
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public string Value(string sql) => Assert.Single(Rows(sql));

    /// <summary>The current rows with all their columns, ordered by key.</summary>
    public List<string> CurrentRows() => Rows("select * from order_lines order by row_key");

    public string Balance() => Value("select concat_ws('+', current_rows, history_rows) || '=' || accepted_rows || ' ' || balanced from warehouse_balance");

    public void Dispose()
    {
        Loads.Dispose();
        File.Dispose();
        _folder.Dispose();
    }
}
