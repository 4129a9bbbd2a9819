using RetailBus.Warehouse.Erasing;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>What is older than its contract keeps it, in turn with the loads.</summary>
internal sealed partial class DuckDbWarehouse
{
    public Task<long> ExpireAsync(RowExpiry expiry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        return InTurnAsync(() => Expire(expiry), cancellationToken);
    }

    private long Expire(RowExpiry expiry)
    {
        var isHistory = expiry.Zone == RowExpiry.History;
        string Sql(string name) => SqlText.Read(name)
            .Replace("{{table}}", isHistory ? "order_line_history" : "order_lines", StringComparison.Ordinal)
            .Replace("{{is_expired}}", SqlText.Read(isHistory ? "expired_history" : "expired_current"), StringComparison.Ordinal);
        (string, object?)[] old = [("dataset", expiry.Dataset), ("cut_off", expiry.CutOff.UtcDateTime)];
        (string, object?)[] expired =
            isHistory ? [.. old, ("current_cut_off", (expiry.CurrentCutOff ?? DateTimeOffset.MinValue).UtcDateTime)] : old;
        if (expiry.DryRun)
            return _writer.Scalar<long>(Sql("count_expired"), expired);
        if (FindExpiration(expiry) is { } before)
            return before;

        long rows;
        _writer.Execute("begin transaction");
        try
        {
            rows = _writer.Execute(Sql("expire"), expired);
            _writer.Execute(
                SqlText.Read("insert_expiration"),
                [
                    .. old,
                    ("sweep_id", expiry.SweepId),
                    ("zone", expiry.Zone),
                    ("row_count", rows),
                    ("actor", expiry.Actor),
                    ("reason", expiry.Reason),
                    ("at", _time.GetUtcNow().UtcDateTime),
                ]);
            BeforeCommit();
        }
        catch
        {
            Rollback();
            throw;
        }

        _writer.Execute("commit");
        return rows;
    }

    private long? FindExpiration(RowExpiry expiry)
    {
        using var find = _writer.Command(
            SqlText.Read("find_expiration"), ("sweep_id", expiry.SweepId), ("dataset", expiry.Dataset), ("zone", expiry.Zone));
        return (long?)find.ExecuteScalar();
    }
}
