using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A request's session. One statement at a time; <c>BEGIN</c>, <c>COMMIT</c> and <c>ROLLBACK</c> are statements as any other.</summary>
internal interface ISqlSession : IDisposable
{
    /// <param name="statement">Without the semicolon and the blanks around it.</param>
    /// <param name="bindings">Of its <c>?</c>, in their order; none in a request of several statements.</param>
    /// <param name="cancellationToken">Fires when the statement is cancelled or out of time.</param>
    /// <exception cref="StatementFailedException">The account would refuse it.</exception>
    ServerResult Execute(string statement, IReadOnlyList<SqlBinding> bindings, CancellationToken cancellationToken);

    /// <summary>Undoes the open transaction. The server calls it where a transaction was begun and neither committed nor rolled back.</summary>
    void Rollback();
}
