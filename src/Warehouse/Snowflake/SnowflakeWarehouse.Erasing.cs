using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Erasing;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Erasures and expirations, under the dataset's lock.</summary>
/// <remarks>
/// A load must not bring back what an erasure took: it is described with the number of the dataset's erasures of before its manifest was
/// read, and refuses under the lock when there are more by then. Staged rows of the key go too; loads that had staged them are refused so.
/// </remarks>
internal sealed partial class SnowflakeWarehouse : IErasableWarehouse
{
    public Task<WarehouseRowsErased> EraseAsync(EraseWarehouseRows command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.OrderId is null && command.CustomerId is null)
            throw new ArgumentException("An erasure names an order or a customer.", nameof(command));
        return InTurnAsync(
            () => command.Command.DryRun ? CountAsync(command, cancellationToken) : DoEraseAsync(command, cancellationToken), cancellationToken);
    }

    public Task<long> ExpireAsync(RowExpiry expiry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        return InTurnAsync(() => DoExpireAsync(expiry, cancellationToken), cancellationToken);
    }

    private async Task<WarehouseRowsErased> DoEraseAsync(EraseWarehouseRows command, CancellationToken cancellationToken)
    {
        var request = new Dictionary<string, object?>
        {
            ["erasure_id"] = command.Command.ErasureId.ToString("D"),
            ["pass"] = command.Command.Pass,
            ["dataset"] = command.Command.Dataset,
            ["order_id"] = command.OrderId,
            ["store_id"] = command.StoreId,
            ["item_id"] = command.ItemId,
            ["customer_id"] = command.CustomerId,
            ["actor"] = command.Command.Actor,
            ["reason"] = command.Command.Reason,
        };
        await OnceAsync(() => RequestAsync(
            $"erase {command.Command.ErasureId:D},{command.Command.Pass}",
            request,
            [
                "lock_requested", "refuse_undescribed", "refuse_repeated_erasure", "tally", "record_erasure", "erase_current", "erase_history",
                "erase_staged", "check_erased", "clear",
            ],
            wanted: "check_erased",
            cancellationToken,
            statement => statement.Replace("{{table}}", "tallies", StringComparison.Ordinal)));

        var result = await _statements.RunAsync(
            _newId(),
            BoundSql.Of(_sql.Statement("find_erasure"), ("erasure_id", command.Command.ErasureId), ("pass", command.Command.Pass)),
            cancellationToken);
        return SqlCells.Count(result.Rows[0][3]) > 0
            ? Answer(command, result.Rows[0], inPass: SqlCells.Count(result.Rows[0][2]))
            : throw new InvalidOperationException("The warehouse has no record of the erasure's pass that it was just told to do.");
    }

    private async Task<WarehouseRowsErased> CountAsync(EraseWarehouseRows command, CancellationToken cancellationToken)
    {
        var result = await _statements.RunAsync(
            _newId(),
            BoundSql.Of(
                _sql.Statement("count_requested"),
                ("dataset", command.Command.Dataset),
                ("order_id", command.OrderId),
                ("store_id", command.StoreId),
                ("item_id", command.ItemId),
                ("customer_id", command.CustomerId)),
            cancellationToken);
        var row = result.Rows[0];
        return Answer(command, row, inPass: SqlCells.Count(row[0]) + SqlCells.Count(row[1]));
    }

    private async Task<long> DoExpireAsync(RowExpiry expiry, CancellationToken cancellationToken)
    {
        var isHistory = expiry.Zone == RowExpiry.History;
        var request = new Dictionary<string, object?>
        {
            ["sweep_id"] = expiry.SweepId.ToString("D"),
            ["dataset"] = expiry.Dataset,
            ["zone"] = expiry.Zone,
            ["cut_off"] = SnowflakeSql.Literal(expiry.CutOff),
            ["current_cut_off"] = expiry.CurrentCutOff is { } current ? SnowflakeSql.Literal(current) : null,
            ["actor"] = expiry.Actor,
            ["reason"] = expiry.Reason,
        };
        var subject = $"expire {expiry.SweepId:D}\n{expiry.Dataset}\n{expiry.Zone}";
        string[] steps = expiry.DryRun
            ? ["refuse_undescribed", "count_expired"]
            :
            [
                "lock_requested", "refuse_undescribed", "refuse_repeated_expiration", "tally", "record_expiration", "expire", "check_expired",
                "clear",
            ];
        var wanted = expiry.DryRun ? "count_expired" : "check_expired";
        var result = await OnceAsync(() => RequestAsync(subject, request, steps, wanted, cancellationToken, statement => statement
            .Replace("{{expired}}", Expired(isHistory, request), StringComparison.Ordinal)
            .Replace("core.{{table}}", $"core.{(isHistory ? "order_line_history" : "order_lines")}", StringComparison.Ordinal)
            .Replace("staging.{{table}}", "staging.tallies", StringComparison.Ordinal)
            .Replace("{{table}}", isHistory ? "order_line_history" : "order_lines", StringComparison.Ordinal)));
        if (expiry.DryRun)
            return SqlCells.Count(result!.Rows[0][0]);

        var found = await _statements.RunAsync(
            _newId(),
            BoundSql.Of(
                _sql.Statement("find_expiration"), ("sweep_id", expiry.SweepId), ("dataset", expiry.Dataset), ("zone", expiry.Zone)),
            cancellationToken);
        return SqlCells.Count(found.Rows[0][0]);
    }

    private string Expired(bool isHistory, Dictionary<string, object?> request) => _sql.Statement(
        isHistory ? "expired_history" : "expired_current", Guid.Parse((string)request["request_id"]!));

    /// <summary>Work that was done before is refused by its own statement, and its record answers.</summary>
    private static async Task<T?> OnceAsync<T>(Func<Task<T>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Refusal.In(e)?.Code == Refusal.Done)
        {
            return null;
        }
    }

    private static WarehouseRowsErased Answer(EraseWarehouseRows command, IReadOnlyList<string?> row, long inPass) => new()
    {
        Command = command.Command,
        Current = SqlCells.Count(row[0]),
        History = SqlCells.Count(row[1]),
        InPass = inPass,
    };
}
