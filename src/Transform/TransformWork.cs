using RetailBus.Contracts.Batches;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform;

/// <summary>One execution of a batch's transform.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="ExecutionId">Of this execution alone; the names of the files that it writes carry it.</param>
/// <param name="Contract">Of the batch's dataset.</param>
/// <param name="Source">The object version that landed.</param>
public sealed record TransformWork(Guid BatchId, int Attempt, Guid ExecutionId, DatasetContract Contract, LandedObject Source)
{
    /// <summary>What is read in the source's place since rows were erased from it; null for the source itself.</summary>
    public LandedObject? ErasedForm { get; init; }
}
