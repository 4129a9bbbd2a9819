using System.Collections.Concurrent;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Tests.Snowflake.Account;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>Our Snowflake engine, on an account that DuckDB stands in for. The batches' local files are its stage.</summary>
internal sealed class SnowflakeTestWarehouse : WarehouseUnderTest
{
    private readonly ConcurrentDictionary<string, string> _staged = new(StringComparer.Ordinal);
    private readonly SnowflakeWarehouse _loads;

    public SnowflakeTestWarehouse(IReadOnlyDictionary<string, Func<string, string>>? changes = null, bool hasHexUuids = false)
    {
        Account = new DuckDbExecutor(Find) { IsStrict = changes is null, HasHexUuids = hasHexUuids };
        Api = new InProcessSqlApi(Account);
        Sql = new SnowflakeSql(changes: changes);
        _loads = Service();
    }

    public DuckDbExecutor Account { get; }

    public InProcessSqlApi Api { get; }

    public SnowflakeSql Sql { get; }

    public override IWarehouse Loads => _loads;

    public override IErasableWarehouse Erasable => _loads;

    public override Action BeforeCommit
    {
        set => Api.Statement = statement =>
        {
            if (statement == "commit")
                value();
        };
    }

    /// <summary>A service of its own on the same account, as a further process would be.</summary>
    public SnowflakeWarehouse Service() => new(Api, Sql, TimeProvider.System, NullLogger<SnowflakeWarehouse>.Instance);

    public override IWarehouseReader OpenReader() =>
        new SnowflakeReader(Api, "RETAILBUS_READER", Microsoft.Extensions.Options.Options.Create(new WarehouseOptions()), TimeProvider.System);

    public override Task<IReadOnlyList<LoadOutcome>> LoadAsync(params IReadOnlyList<StagedBatch> group) =>
        base.LoadAsync([.. group.Select(Stage)]);

    /// <summary>The batch's files under their keys.</summary>
    public StagedBatch Stage(StagedBatch batch)
    {
        var paths = batch.Manifest.Files.Select(file => file.Key).ToList();
        foreach (var (path, location) in paths.Zip(batch.Locations))
            _staged[path] = location;
        return batch with { Locations = paths };
    }

    /// <summary>The local file of a staged batch's first.</summary>
    public string FileOf(StagedBatch staged) => _staged[staged.Locations[0]];

    public override void Dispose()
    {
        _loads.Dispose();
        Account.Dispose();
        base.Dispose();
    }

    private string? Find(string path) => _staged.GetValueOrDefault(path) is { } file && File.Exists(file) ? file : null;

    protected override DuckDBConnection Connect() => Account.Connect();
}
