namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>Tests of what every engine does; a thin class for each names the engine.</summary>
public abstract class EngineSuite(EngineKind engine)
{
    private protected WarehouseUnderTest Open() => engine == EngineKind.DuckDb ? new TestWarehouse() : new SnowflakeTestWarehouse();

    /// <summary>The whole service with the engine.</summary>
    private protected Task<RunningWarehouse> StartAsync() =>
        engine == EngineKind.DuckDb ? RunningWarehouse.StartAsync() : RunningWarehouse.StartOnSnowflakeAsync();
}
