using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>What a fault of the account means for a load.</summary>
/// <remarks>
/// SQLSTATE class 42 (ISO 9075) is syntax or access; Snowflake says 02000 for an object that is not there or not to be seen. Of a script's
/// statement that failed, only the words are told: https://docs.snowflake.com/en/developer-guide/sql-api/submitting-multiple-statements.
/// </remarks>
internal static class SnowflakeFaults
{
    /// <summary>
    /// A fault of the account rather than of what was sent, in the words that the rest of the service knows; null for another.
    /// </summary>
    public static Exception? OfAccount(SqlApiException fault) => fault switch
    {
        { IsTransient: true } => new HttpRequestException($"Snowflake did not do the work now ({CodeOf(fault)}).", fault),
        _ when IsRefused(fault) => new BatchRejectedException(
            FailureCodes.AccessDenied,
            $"Snowflake refused a statement ({CodeOf(fault)}). Check the service user's key and role, and that deploy/snowflake was run "
            + "(retailbus doctor says which part is missing), then retry the run.",
            fault),
        _ => null,
    };

    /// <summary>Whether rows that were read may be at fault, so that a group is worth dividing.</summary>
    public static bool IsOfRows(Exception fault) => fault is SqlApiException { Status: 422 }
        || (fault is BatchRejectedException rejected && rejected.Code != FailureCodes.AccessDenied);

    /// <summary>What the run of a load hears.</summary>
    public static Exception Describe(Exception fault, StagedBatch batch) =>
        fault is SqlApiException { Status: 422 } sql && Refusal.In(sql) is null
        ? LoadRejections.Unreadable(batch.Manifest, $"Snowflake {sql.Code}", sql)
        : fault;

    /// <summary>What a refusal of our own statements means for the group.</summary>
    public static Exception Describe(Refusal refusal, IReadOnlyList<StagedBatch> group)
    {
        var batch = group[refusal.Load];
        var numbers = refusal.Numbers;
        return refusal.Code switch
        {
            Refusal.Cancelled => Bad(LoadRejections.Cancelled(batch.Manifest, batch.Attempt)),
            Refusal.Erased => Bad(new ErasedMeanwhileException(batch.Manifest.Dataset)),
            Refusal.Rows => Bad(LoadRejections.RowsRead(batch.Manifest, numbers[0])),
            Refusal.Foreign => Bad(LoadRejections.ForeignRows(batch.Manifest, numbers[0])),
            Refusal.Repeated => Bad(LoadRejections.RepeatedKeys(batch.Manifest, numbers[0])),
            Refusal.Unbalanced => Bad(LoadRejections.Unbalanced(batch.Manifest, new LoadCounts
            {
                Inserted = numbers[0],
                Updated = numbers[1],
                Unchanged = numbers[2],
                Superseded = numbers[3],
            })),
            Refusal.Retracted => LoadRejections.LostMoves("retracted", numbers[0], numbers[1], numbers[2]),
            Refusal.Promoted => LoadRejections.LostMoves("promoted", numbers[0], numbers[1], numbers[2]),
            Refusal.Lost => LoadRejections.LostRows(numbers[0], numbers[1]),
            Refusal.Unlocked => new InvalidOperationException(
                $"The dataset {batch.Manifest.Dataset} has no row in CORE.DATASET_LOCKS any more; it is made again with the next try."),
            _ => new InvalidOperationException($"A statement refused the load with a code that is not known here: {refusal.Code}."),
        };

        BadLoadException Bad(Exception fault) => new(refusal.Load, fault);
    }

    private static string CodeOf(SqlApiException fault) => fault.Code ?? $"HTTP {fault.Status}";

    private static bool IsRefused(SqlApiException fault) =>
        fault.Status is 401 or 403 || fault.SqlState == "02000" || fault.SqlState?.StartsWith("42", StringComparison.Ordinal) == true
        || fault.Message.Contains("not exist or not authorized", StringComparison.OrdinalIgnoreCase)
        || fault.Message.Contains("Insufficient privileges", StringComparison.OrdinalIgnoreCase);
}
