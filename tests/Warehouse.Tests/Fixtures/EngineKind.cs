namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>What a suite runs on.</summary>
public enum EngineKind
{
    DuckDb,

    /// <summary>Our Snowflake engine, on an account that DuckDB stands in for.</summary>
    Snowflake,
}
