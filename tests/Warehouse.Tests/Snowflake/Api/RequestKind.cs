namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What a request to the SQL API asks for.</summary>
internal enum RequestKind
{
    Submit,
    Status,
    Partition,
    Cancel,
}
