namespace RetailBus.Orchestrator.Lineage;

/// <summary>How far a run has been told as lineage.</summary>
/// <param name="Execution">Executions told so far: each begins with START and ends with COMPLETE, FAIL or ABORT.</param>
/// <param name="Attempt">The run's attempt that the last one is of.</param>
/// <param name="IsOpen">Whether the last one has not ended.</param>
public sealed record LineageMark(int Execution, int Attempt, bool IsOpen);
