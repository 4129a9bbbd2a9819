namespace RetailBus.LocalCloud.Hosting.Storage;

internal interface IPendingWrite
{
    /// <summary>Runs the work inside the group's transaction; false when it threw, and its changes are to be undone.</summary>
    bool TryRun(SqliteSession session);

    /// <summary>Tells the caller how its work ended; called once, after the group's commit or failure.</summary>
    void Complete(Exception? groupFailure);
}
