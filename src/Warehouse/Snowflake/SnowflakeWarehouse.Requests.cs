using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Cancels and upkeep; and how work is done whose texts are bound first and used in a transaction after.</summary>
internal sealed partial class SnowflakeWarehouse
{
    /// <summary>How long rows of an execution are left alone. No statement lives that long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Nobody waits longer for a request to be forgotten.</summary>
    private static readonly TimeSpan ForgetTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private static readonly string[] Sweeps = ["sweep_lines", "sweep_loads", "sweep_requests"];
    private readonly DateTimeOffset _begun;
    private DateTimeOffset? _swept;

    public Task<bool> CancelAsync(CancelBatch command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return InTurnAsync(
            async () =>
            {
                // a cancel knows no dataset: it waits for every load, and every load for it
                var result = await RequestAsync(
                    $"cancel {command.BatchId:D},{command.Attempt}",
                    new Dictionary<string, object?>
                    {
                        ["batch_id"] = command.BatchId.ToString("D"),
                        ["attempt"] = command.Attempt ?? int.MaxValue,
                        ["actor"] = command.Actor,
                        ["reason"] = command.Reason,
                    },
                    ["lock_everything", "refuse_undescribed", "cancel"],
                    wanted: "cancel",
                    cancellationToken);
                return result.Inserted > 0;
            },
            cancellationToken);
    }

    public Task RestAsync(CancellationToken cancellationToken) => InTurnAsync(() => SweepAsync(cancellationToken), cancellationToken);

    /// <summary>Describes a request, bound, and does its work in one transaction.</summary>
    /// <returns>The answer of the step that is wanted.</returns>
    private async Task<SqlResult> RequestAsync(
        string subject,
        Dictionary<string, object?> request,
        IReadOnlyList<string> steps,
        string wanted,
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
                wanted: 1 + steps.Index().Single(step => step.Item == wanted).Index,
                cancellationToken);
        }
        catch (Exception e)
        {
            await ForgetAsync(ids, isOver: SnowflakeFaults.IsOver(e));
            if (Refusal.In(e)?.Code is Refusal.Undescribed or Refusal.Unlocked)
            {
                throw new InvalidOperationException(
                    "The account does not show the request's description, or CORE.DATASET_LOCKS has no row '*'. The request changed nothing and "
                    + "is tried again; if it stays so, retailbus doctor says what is missing.",
                    e);
            }

            throw;
        }
    }

    /// <summary>
    /// The request may name a person: it is not left for the sweep when it need not be. Work that may still be going on, because its answer
    /// was lost, would find half of what it reads: then under everybody's lock, or not at all when that is not to be had soon.
    /// </summary>
    private async Task ForgetAsync(RequestIds ids, bool isOver)
    {
        string[] locked = ["begin transaction", _sql.Statement("lock_everything", ids.Group, _time.GetUtcNow())];
        var forget = _sql.Statement("forget_request", ids.Group);
        try
        {
            await _statements.RunAsync(
                new SqlRequest
                {
                    RequestId = ids.Of("forget"),
                    Statements = isOver ? [forget] : [.. locked, forget, "commit"],
                    Wanted = [],
                    Timeout = ForgetTime,
                },
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
            var lines = await _statements.RunAsync(
                _newId(),
                [.. Sweeps.Select(name =>
                    _sql.Statement(name).Replace("{{before}}", SnowflakeSql.Literal(before), StringComparison.Ordinal))],
                wanted: 0,
                cancellationToken);
            _swept = now;
            if (lines.Deleted > 0)
                SnowflakeLog.Swept(_logger, before, lines.Deleted);
            return true;
        }
        catch (Exception e) when (e is SqlApiException or TimeoutException or HttpRequestException or BatchRejectedException)
        {
            SnowflakeLog.SweepPutOff(_logger, e);
            return false;
        }
    }
}
