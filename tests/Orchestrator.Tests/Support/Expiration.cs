namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>What the warehouse was asked to expire.</summary>
internal sealed record Expiration(
    Guid SweepId,
    string Dataset,
    string Zone,
    DateTimeOffset CutOff,
    DateTimeOffset? CurrentCutOff,
    string Actor,
    string Reason,
    bool DryRun);
