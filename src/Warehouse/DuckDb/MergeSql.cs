namespace RetailBus.Warehouse.DuckDb;

/// <summary>The statements of a group's load. A test replaces one to see that a row lost in it is noticed.</summary>
internal sealed record MergeSql
{
    public string Incoming { get; init; } = SqlText.Read("incoming");
    public string CopyStaged { get; init; } = SqlText.Read("copy_staged");
    public string Contested { get; init; } = SqlText.Read("contested");
    public string ToHistory { get; init; } = SqlText.Read("to_history");
    public string RemoveReplaced { get; init; } = SqlText.Read("remove_replaced");
    public string InsertLatest { get; init; } = SqlText.Read("insert_latest");
    public string InsertUncontested { get; init; } = SqlText.Read("insert_uncontested");
    public string InsertAll { get; init; } = SqlText.Read("insert_all");
    public string FindSlots { get; init; } = SqlText.Read("find_slots");
    public string FindRetiring { get; init; } = SqlText.Read("find_retiring");
    public string Retired { get; init; } = SqlText.Read("retired");
    public string FindRetired { get; init; } = SqlText.Read("find_retired");
    public string FindRetracted { get; init; } = SqlText.Read("find_retracted");
    public string Retract { get; init; } = SqlText.Read("retract");
    public string RemoveRetracted { get; init; } = SqlText.Read("remove_retracted");
    public string FindPromoted { get; init; } = SqlText.Read("find_promoted");
    public string Promote { get; init; } = SqlText.Read("promote");
    public string RemovePromoted { get; init; } = SqlText.Read("remove_promoted");
    public string InsertLoad { get; init; } = SqlText.Read("insert_load");
    public string FindCancelled { get; init; } = SqlText.Read("find_cancelled");
    public string InsertCancellation { get; init; } = SqlText.Read("insert_cancellation");
    public string FindLoad { get; init; } = SqlText.Read("find_load");
}
