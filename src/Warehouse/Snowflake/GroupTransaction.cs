namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// The one transaction of a group: lock, refusals, merge, retraction, load history, checks. The first statement that fails rolls all of it
/// back. What the group worked with is removed by it too.
/// </summary>
internal static class GroupTransaction
{
    private static readonly string[] Steps =
    [
        // the lock comes first: what is read after it is what stands until the commit
        "take_lock", "refuse_unlocked", "refuse_loaded", "refuse_cancelled", "refuse_erased", "tally",
        "incoming", "check_rows", "check_foreign", "check_repeated",
        "late_loads", "retired_loads", "late_to_history",
        "versions", "check_twins", "replaced_to_history", "passed_to_history", "merge_latest",
        "find_retracted", "record_loads", "retract", "remove_retracted", "find_promoted", "promote", "remove_promoted",
        "check_retracted", "check_promoted", "check_balance", "check_growth", Counts,
    ];

    private static readonly string[] Worked =
        ["incoming", "versions", "late_loads", "retired_loads", "retracted", "promoted", "tallies", "staged_lines", "loads"];

    /// <summary>The statement whose result are the loads' counts.</summary>
    private const string Counts = "loaded";

    /// <summary>The place of that result among the answers.</summary>
    public static int CountsAt => Steps.Length;

    public static IReadOnlyList<string> Statements(SnowflakeSql sql, Guid group, DateTimeOffset at) =>
    [
        "begin transaction",
        .. Steps.Select(step => sql.Statement(step, group, at)),
        .. Worked.Select(table => sql.Statement("clear", group).Replace("{{table}}", table, StringComparison.Ordinal)),
        "commit",
    ];
}
