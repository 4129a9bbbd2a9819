using System.Collections.Concurrent;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>The SQL API without HTTP: sessions of an executor, an answer once per request id, and faults where a test wants them.</summary>
internal sealed class InProcessSqlApi(IStatementExecutor executor) : ISqlApi
{
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<SqlResult>> _answers = new();

    /// <summary>Called before a request reaches the account; what it throws is a request that never came there.</summary>
    public Func<SqlRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called when the account is done; what it throws is an answer that was lost.</summary>
    public Func<SqlRequest, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a statement.</summary>
    public Action<string> Statement { get; set; } = _ => { };

    public ConcurrentQueue<SqlRequest> Requests { get; } = new();

    public async Task<IReadOnlyList<SqlResult>> RunAsync(SqlRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Before(request);
        Requests.Enqueue(request);
        if (!_answers.TryGetValue(request.RequestId, out var answer))
            _answers[request.RequestId] = answer = await Task.Run(() => Execute(request, cancellationToken), cancellationToken);
        await After(request);
        return answer;
    }

    private List<SqlResult> Execute(SqlRequest request, CancellationToken cancellationToken)
    {
        if (request.Statements.Count > 1 && request.Bindings.Count > 0)
            throw new SqlApiException("Bindings are for a single statement.", "391902", "0A000", 422, isTransient: false);
        List<SqlResult> results = [];
        using var session = executor.OpenSession();
        foreach (var statement in request.Statements)
        {
            try
            {
                Statement(statement);
                var result = session.Execute(statement, request.Bindings, cancellationToken);
                if (request is { Wanted: { } wanted, Statements.Count: > 1 } && !wanted.Contains(results.Count))
                {
                    results.Add(new SqlResult { Columns = [], Rows = [], IsWhole = false });
                    continue;
                }

                var rows = request.MaxRows is { } most ? result.Rows.Take((int)most).ToList() : result.Rows;
                results.Add(new SqlResult
                {
                    Columns = result.Columns,
                    Rows = rows,
                    IsWhole = rows.Count == result.Rows.Count,
                    Inserted = result.Inserted ?? 0,
                    Updated = result.Updated ?? 0,
                    Deleted = result.Deleted ?? 0,
                });
            }
            catch (StatementFailedException e)
            {
                throw new SqlApiException($"A statement failed in Snowflake (422, {e.Code}/{e.SqlState}).", e.Code, e.SqlState, 422, false)
                {
                    Said = e.Message,
                };
            }
        }

        return results;
    }
}
