namespace RetailBus.Orchestrator.Runs;

/// <summary>What an operator can ask of a run.</summary>
public enum OperatorAction
{
    /// <summary>Go on at the stage that failed.</summary>
    Retry,

    /// <summary>Load in spite of being held or a duplicate.</summary>
    Release,

    /// <summary>Give up.</summary>
    Cancel,

    /// <summary>Go through all stages again.</summary>
    Replay,
}
