using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Telemetry;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.Telemetry;

/// <summary>When each store's newest loaded file landed; of the stores that are behind most, when there are very many.</summary>
internal sealed class StoreGauges : SampledGauges<QueryResult>
{
    /// <summary>Series that one process shows; the SDK's own limit is 2,000.</summary>
    private const int MostStores = 1000;

    private readonly IWarehouseReader _reader;
    private readonly WarehouseQuery _stores;
    private readonly WarehouseQuery _loads;
    private QueryResult? _found;
    private object? _foundAfter;

    public StoreGauges(
        IWarehouseReader reader,
        IOptions<WarehouseOptions> warehouse,
        IOptions<TelemetryOptions> options,
        TimeProvider time,
        ILogger<StoreGauges> logger)
        : base(options, time, logger)
    {
        _reader = reader;
        _stores = Query(SqlText.Read("store_landings"), Math.Min(MostStores, warehouse.Value.MaxQueryRows));
        _loads = Query("select count(*) from load_history", maxRows: 1);
        Show(PipelineMetrics.StoreLandedAt, stores => stores.Rows.Select(Landed));
    }

    /// <summary>All lines are read only after a load.</summary>
    protected override async Task<QueryResult> LookAsync(CancellationToken cancellationToken)
    {
        var loads = (await _reader.QueryAsync(_loads, cancellationToken)).Rows[0][0];
        if (_found is null || !Equals(loads, _foundAfter))
            (_found, _foundAfter) = (await _reader.QueryAsync(_stores, cancellationToken), loads);
        return _found;
    }

    private static WarehouseQuery Query(string sql, int maxRows) => new() { Sql = sql, MaxRows = maxRows, IsForeign = false };

    private static Measurement<double> Landed(object?[] row) => new(
        (DateTime.SpecifyKind((DateTime)row[2]!, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds,
        new KeyValuePair<string, object?>(RetailBusTelemetry.Dataset, row[0]),
        new KeyValuePair<string, object?>(RetailBusTelemetry.Store, row[1]));
}
