namespace RetailBus.Orchestrator.Ledger;

/// <summary>What an operator's command is judged on.</summary>
/// <param name="State">The run's state.</param>
/// <param name="Attempt">The run's attempt.</param>
/// <param name="AttemptsInPass">Attempts used since the run began or was last replayed.</param>
public sealed record RunStanding(string State, int Attempt, int AttemptsInPass);
