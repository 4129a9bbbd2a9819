namespace RetailBus.Transform.Datasets;

/// <summary>Whom a change of a contract concerns.</summary>
public enum ContractImpact
{
    /// <summary>Words only.</summary>
    None,

    /// <summary>Files and rows that were refused may now be taken.</summary>
    Widens,

    /// <summary>Files and rows that were taken may now be refused.</summary>
    BreaksSenders,

    /// <summary>Rows get other keys, values or meanings than those that are there.</summary>
    BreaksReaders,
}
