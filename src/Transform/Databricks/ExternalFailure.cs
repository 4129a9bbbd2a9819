namespace RetailBus.Transform.Databricks;

/// <summary>What the job writes of a file that it can't take: <c>failure-{executionId}.json</c> in the batch's folder.</summary>
/// <param name="Code">One of <see cref="Contracts.Batches.FailureCodes"/>.</param>
/// <param name="Reason">For a person.</param>
internal sealed record ExternalFailure(string Code, string Reason);
