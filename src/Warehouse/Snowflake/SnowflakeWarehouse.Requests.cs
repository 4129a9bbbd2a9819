using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Cancels and upkeep; and how work is done whose texts are bound first and used in a transaction after.</summary>
internal sealed partial class SnowflakeWarehouse
{
    /// <summary>How long rows of an execution are left alone. No statement lives that long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private static readonly string[] Sweeps = ["sweep_lines", "sweep_loads", "sweep_requests"];
    private DateTimeOffset? _swept;

    public Task<bool> CancelAsync(CancelBatch command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return InTurnAsync(
            async () =>
            {
                // a cancel knows no dataset: it waits for every load, and every load for it
                var results = await RequestAsync(
                    $"cancel {command.BatchId:D},{command.Attempt}",
                    new Dictionary<string, object?>
                    {
                        ["batch_id"] = command.BatchId.ToString("D"),
                        ["attempt"] = command.Attempt ?? int.MaxValue,
                        ["actor"] = command.Actor,
                        ["reason"] = command.Reason,
                    },
                    ["lock_everything", "cancel"],
                    cancellationToken);
                return results[2].Inserted > 0;
            },
            cancellationToken);
    }

    public Task RestAsync(CancellationToken cancellationToken) => InTurnAsync(() => SweepAsync(cancellationToken), cancellationToken);

    /// <summary>Describes a request, bound, and does its work in one transaction.</summary>
    /// <returns>The answers: of <c>begin</c>, the steps, and what follows.</returns>
    private async Task<IReadOnlyList<SqlResult>> RequestAsync(
        string subject,
        Dictionary<string, object?> request,
        IEnumerable<string> steps,
        CancellationToken cancellationToken,
        Func<string, string>? fill = null)
    {
        var ids = new RequestIds($"{subject}\n", _newId());
        var at = _time.GetUtcNow();
        request["request_id"] = ids.Group.ToString("D");
        request["requested_at"] = SnowflakeSql.Literal(at);
        string Statement(string name) => fill is null ? _sql.Statement(name, ids.Group, at) : fill(_sql.Statement(name, ids.Group, at));
        try
        {
            await _statements.RunAsync(
                ids.Of("describe"),
                BoundSql.Of(_sql.Statement("describe_request"), ("document", LoadDescription.Json([request]))),
                cancellationToken);
            return await _statements.RunAsync(
                ids.Of("work"),
                ["begin transaction", .. steps.Select(Statement), Statement("forget_request"), "commit"],
                cancellationToken);
        }
        catch
        {
            await ForgetAsync(ids);
            throw;
        }
    }

    /// <summary>
    /// The request may name a person: it is not left for the sweep when it need not be. Under everybody's lock, because the work may still
    /// be going on although its answer was lost, and would find half of what it reads.
    /// </summary>
    private async Task ForgetAsync(RequestIds ids)
    {
        try
        {
            await _statements.RunAsync(
                ids.Of("forget"),
                [
                    "begin transaction", _sql.Statement("lock_everything", ids.Group, _time.GetUtcNow()),
                    _sql.Statement("forget_request", ids.Group), "commit",
                ],
                CancellationToken.None);
        }
        catch (Exception e)
        {
            SnowflakeLog.RequestNotForgotten(_logger, e);
        }
    }

    /// <summary>Removes what executions left behind that were broken off a day ago or more.</summary>
    private async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now - _swept < SweepEvery)
            return false;
        var before = now - Abandoned;
        try
        {
            var results = await _statements.RunAsync(
                _newId(),
                [.. Sweeps.Select(name =>
                    _sql.Statement(name).Replace("{{before}}", SnowflakeSql.Literal(before), StringComparison.Ordinal))],
                cancellationToken);
            _swept = now;
            if (results[0].Deleted > 0)
                SnowflakeLog.Swept(_logger, before, results[0].Deleted);
            return true;
        }
        catch (Exception e) when (e is SqlApiException or TimeoutException or HttpRequestException or BatchRejectedException)
        {
            SnowflakeLog.SweepPutOff(_logger, e);
            return false;
        }
    }
}
