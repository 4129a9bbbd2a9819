namespace RetailBus.Orchestrator.Ledger;

/// <summary>A run's state and the attempts it has used since it began or was last replayed.</summary>
public sealed record RunStanding(string State, int AttemptsInPass);
