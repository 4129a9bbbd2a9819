namespace RetailBus.Transform.Datasets;

/// <summary>One difference between two versions of a contract.</summary>
/// <param name="Impact">Whom it concerns.</param>
/// <param name="What">A sentence.</param>
public sealed record ContractChange(ContractImpact Impact, string What);
