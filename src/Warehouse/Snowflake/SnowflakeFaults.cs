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
    /// <summary>The answer to a statement that failed (HTTP 422).</summary>
    private const int Failed = 422;

    /// <summary>NULL where none may be, a number that is none, a JSON value that is not of its type, a text that is too long.</summary>
    private static readonly HashSet<string> RowCodes = new(StringComparer.Ordinal) { "100038", "100071", "100072", "100078" };

    /// <summary>One of several statements failed; its own code is not told.</summary>
    private const string OneOfSeveral = "100132";

    private const string NoFile = "Remote file";

    private static readonly string[] RowWords =
    [
        NoFile, "is not recognized", "Failed to cast", "not a legal hex", "out of range", "out of representable range", "non-nullable column",
        "NOT NULL constraint", "would be truncated", "Invalid UTF8", "parquet",
    ];

    /// <summary>Of the virtual warehouse (suspended, its quota used up, without a server) and of the files' store.</summary>
    private static readonly string[] AwayWords = ["No active warehouse", "cannot be resumed", NoStage];

    private const string NoStage = "Failure using stage area";

    /// <summary>
    /// A fault of the account rather than of what was sent, in the words that the rest of the service knows; null for another.
    /// </summary>
    public static Exception? OfAccount(SqlApiException fault) => fault switch
    {
        _ when Says(fault, NoStage) && (Says(fault, "Status Code: 403") || Says(fault, "AccessDenied")) => Refused(
            fault, "Snowflake may not read the stage's files. Check the storage integration, its role's trust and rights, and its key"),
        { IsTransient: true } => Away(fault),
        _ when fault.SqlState == "57P03" || AwayWords.Any(words => Says(fault, words)) => Away(fault),
        _ when IsRefused(fault) => Refused(
            fault,
            $"Snowflake refused a statement ({CodeOf(fault)}). Check the service user's key and role, and that deploy/snowflake was run "
            + "(retailbus doctor says which part is missing)"),
        _ => null,
    };

    /// <summary>Whether a statement failed of what it read, and will again. What is not known for that is worth another try.</summary>
    public static bool IsOfRows(SqlApiException fault) => fault is { Status: Failed, IsTransient: false } && Refusal.In(fault) is null
        && (fault.Code == OneOfSeveral
            ? RowWords.Any(words => Says(fault, words))
            : fault.SqlState?.StartsWith("22", StringComparison.Ordinal) == true || RowCodes.Contains(fault.Code ?? "") || Says(fault, NoFile));

    /// <summary>Whether one load of a group may be at fault, so that the group is worth dividing.</summary>
    public static bool IsOfRows(Exception fault) =>
        fault is RowsAtFaultException || (fault is BatchRejectedException rejected && rejected.Code != FailureCodes.AccessDenied);

    /// <summary>Whether files that are not those of the manifest any more would explain it.</summary>
    public static bool IsOfFiles(Exception fault) =>
        fault is RowsAtFaultException or BatchRejectedException { Code: FailureCodes.ManifestMismatch };

    /// <summary>Whether a refusal is of this program, so that nothing was committed; the account's may be of the answer alone.</summary>
    public static bool IsOwn(Exception fault) => fault is BatchRejectedException { InnerException: not SqlApiException };

    /// <summary>Whether the account said that the work failed: it is rolled back, and nothing of it goes on.</summary>
    public static bool IsOver(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqlApiException answer)
                return answer.Status == Failed;
        }

        return fault is BadLoadException or BatchRejectedException;
    }

    /// <summary>What the run of a load hears, whose files are as they were.</summary>
    public static Exception Describe(Exception fault, StagedBatch batch) => fault switch
    {
        RowsAtFaultException rows when Says(rows.Fault, NoFile) => rows.Fault,
        RowsAtFaultException rows => LoadRejections.Unreadable(batch.Manifest, $"Snowflake {rows.Fault.Code}", rows.Fault),
        _ => fault,
    };

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

    private static HttpRequestException Away(SqlApiException fault) => new($"Snowflake did not do the work now ({CodeOf(fault)}).", fault);

    private static BatchRejectedException Refused(SqlApiException fault, string reason) =>
        new(FailureCodes.AccessDenied, $"{reason}, then retry the run.", fault);

    private static bool IsRefused(SqlApiException fault) =>
        fault.Status is 401 or 403 || fault.SqlState == "02000" || fault.SqlState?.StartsWith("42", StringComparison.Ordinal) == true
        || Says(fault, "not exist or not authorized") || Says(fault, "Insufficient privileges");

    private static bool Says(SqlApiException fault, string words) => fault.Said?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
