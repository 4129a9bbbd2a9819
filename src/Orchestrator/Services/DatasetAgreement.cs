using RetailBus.Contracts.Retaining;

namespace RetailBus.Orchestrator.Services;

/// <summary>What a dataset's contract says that the orchestrator goes by.</summary>
/// <param name="Name">The dataset.</param>
/// <param name="Version">The contract's.</param>
/// <param name="Deliveries">Empty when nothing is expected.</param>
internal sealed record DatasetAgreement(string Name, string Version, IReadOnlyList<DeliveryExpectation> Deliveries)
{
    /// <summary>Empty when everything is kept for ever.</summary>
    public IReadOnlyList<RetentionRule> Retention { get; init; } = [];

    /// <summary>What the dataset is; null where the contract says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Those of the file, in the contract's order.</summary>
    public IReadOnlyList<AgreedColumn> Columns { get; init; } = [];
}
