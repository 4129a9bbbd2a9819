namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>Runs for <c>SqlApiServer</c> what a Snowflake account would run. Sessions are opened from several threads at a time.</summary>
internal interface IStatementExecutor
{
    /// <summary>A session of one request, which nothing of another request's is seen in until that has committed.</summary>
    ISqlSession OpenSession();
}
