using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>The copy or the load failed of what stands in the files: one load's, and nobody knows yet which.</summary>
internal sealed class RowsAtFaultException(SqlApiException fault) : Exception(fault.Message, fault)
{
    public SqlApiException Fault => fault;
}
