using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>An embedded warehouse in a folder of its own.</summary>
internal sealed class TestWarehouse : WarehouseUnderTest
{
    private readonly DuckDbWarehouse _loads;

    public TestWarehouse(MergeSql? sql = null, string? path = null, Action<WarehouseOptions>? configure = null, LoadLimits? limits = null)
    {
        Options = new WarehouseOptions { Path = path ?? Path.Combine(Folder, "warehouse.duckdb") };
        configure?.Invoke(Options);
        File = new WarehouseFile(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);
        _loads = new DuckDbWarehouse(File, TimeProvider.System, NullLogger<DuckDbWarehouse>.Instance, sql) { Limits = limits ?? new LoadLimits() };
    }

    public WarehouseOptions Options { get; }

    public WarehouseFile File { get; }

    public override IWarehouse Loads => _loads;

    public override IErasableWarehouse Erasable => _loads;

    public override Action BeforeCommit
    {
        set => _loads.BeforeCommit = value;
    }

    public override IWarehouseReader OpenReader() => new DuckDbReader(File, Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);

    public override void Dispose()
    {
        _loads.Dispose();
        File.Dispose();
        base.Dispose();
    }

    protected override DuckDBConnection Connect() => File.Connect();
}
