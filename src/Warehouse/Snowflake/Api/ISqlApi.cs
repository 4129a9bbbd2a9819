namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Runs SQL in a Snowflake account. Each request is a session of its own: nothing is left open between two.</summary>
internal interface ISqlApi
{
    /// <summary>Sends a request and waits for its end; when the caller gives up, the statement is cancelled as far as it can be.</summary>
    /// <returns>One result per statement, in their order.</returns>
    /// <exception cref="SqlApiException">The account refused the request, or a statement failed.</exception>
    /// <exception cref="TimeoutException">It was not done in its time.</exception>
    Task<IReadOnlyList<SqlResult>> RunAsync(SqlRequest request, CancellationToken cancellationToken);
}
