namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>Runs a request: one session, in which a transaction that is left open is undone before anybody hears of the end.</summary>
internal static class ServerSession
{
    public static void Run(IStatementExecutor executor, ServerStatement request, IReadOnlyList<ServerScriptPart> parts)
    {
        using var stopped = request.Stopped();
        ServerResult? last = null;
        StatementFailedException? failure = null;
        try
        {
            last = All(executor, request, parts, stopped.Token);
        }
        catch (OperationCanceledException)
        {
            failure = request.IsTimedOut ? ServerFailures.TimedOut() : ServerFailures.Cancelled();
        }
        catch (StatementFailedException e)
        {
            failure = e;
        }
        catch (Exception e)
        {
            failure = new StatementFailedException("000001", "42000", $"The test's executor failed: {e}");
        }

        (request.Failure, request.Result) = (failure, last);
    }

    private static ServerResult All(
        IStatementExecutor executor, ServerStatement request, IReadOnlyList<ServerScriptPart> parts, CancellationToken stopped)
    {
        using var session = executor.OpenSession();
        var isOpen = false;
        try
        {
            var last = new ServerResult();
            for (var index = 0; index < parts.Count; index++)
            {
                stopped.ThrowIfCancellationRequested();
                last = One(session, request, index, parts[index], stopped);
                isOpen = ServerScript.StartsWith(parts[index].Statement, "BEGIN", "START TRANSACTION")
                    || (isOpen && !ServerScript.StartsWith(parts[index].Statement, "COMMIT", "ROLLBACK"));
            }

            return last;
        }
        finally
        {
            if (isOpen)
                session.Rollback();
        }
    }

    private static ServerResult One(ISqlSession session, ServerStatement request, int index, ServerScriptPart part, CancellationToken stopped)
    {
        if (request.Children is not { } children)
            return session.Execute(part.Statement, request.Bindings, stopped);
        try
        {
            return children[index].Result = session.Execute(part.Statement, [], stopped);
        }
        catch (StatementFailedException e)
        {
            children[index].Failure = e;
            throw ServerFailures.OneOfSeveral(part, e);
        }
    }
}
