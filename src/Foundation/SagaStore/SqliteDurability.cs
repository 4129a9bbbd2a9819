namespace RetailBus.SagaStore;

/// <summary>What a commit survives. See https://sqlite.org/pragma.html#pragma_synchronous for WAL mode.</summary>
public enum SqliteDurability
{
    /// <summary>Each commit is on the disk before its messages leave: survives power loss. <c>synchronous = FULL</c>.</summary>
    PowerLoss,

    /// <summary>
    /// Survives a killed process, but after a power loss the newest commits may be missing although their messages were
    /// sent. <c>synchronous = NORMAL</c>: no fsync per commit.
    /// </summary>
    ProcessCrash,
}
