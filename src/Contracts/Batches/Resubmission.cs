namespace RetailBus.Contracts.Batches;

/// <summary>What ties corrected rows to the batch that they were quarantined in; kept in the object's metadata.</summary>
/// <remarks>
/// A resubmission fills a slot of its own, so that it retracts none of its parent's rows under a contract that replaces. New content in the
/// parent's slot leaves resubmitted rows as they are: those that it has too become one with them, by their keys; the others stay until
/// the resubmission's own slot gets new content.
/// Resubmissions of resubmissions share one sequence with those of their root, so that where identical lines are kept each row gets
/// an occurrence number of its own: first the root's, then the earlier resubmissions', then this one's.
/// </remarks>
public sealed record Resubmission
{
    /// <summary>The batch whose quarantined rows these are.</summary>
    public required Guid ParentBatchId { get; init; }

    /// <summary>The parent, or the first batch of the chain where the parent is itself a resubmission.</summary>
    public required Guid RootBatchId { get; init; }

    /// <summary>The root's attempt that stood when the rows were resubmitted: what they continue the numbering of, also on a
    /// replay.</summary>
    public required int RootAttempt { get; init; }

    /// <summary>Place among the root's resubmissions, 1 to <see cref="Most"/>.</summary>
    public required int Number { get; init; }

    /// <summary>Who corrected the rows.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, or how.</summary>
    public required string Reason { get; init; }

    /// <summary>Resubmissions that a batch may have.</summary>
    public const int Most = 999;
}
