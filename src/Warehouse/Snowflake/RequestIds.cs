using RetailBus.Contracts.Batches;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// The ids of one execution's requests: name-based, of its loads (batch and attempt), the execution and the step. A step that is sent again
/// has the same id and is answered as the first time; a further execution, after a crash or a fault, has others and is work of its own.
/// </summary>
internal sealed class RequestIds
{
    /// <summary>Namespace of the ids (RFC 9562, version 5).</summary>
    private static readonly Guid Namespace = new("b1a4a3f6-0c55-5d5e-8a41-2f6f0f6b9c37");

    public RequestIds(IEnumerable<StagedBatch> group, Guid execution)
        : this(string.Concat(group.Select(batch => $"{batch.BatchId:D},{batch.Attempt}\n")), execution)
    {
    }

    /// <param name="subject">What is worked on.</param>
    /// <param name="execution">A new one each time that the work is begun.</param>
    public RequestIds(string subject, Guid execution) => Group = NameBasedUuid.Create(Namespace, $"{subject}{execution:D}");

    /// <summary>What the rows of this execution carry in the schema STAGING.</summary>
    public Guid Group { get; }

    public Guid Of(string step) => NameBasedUuid.Create(Group, step);
}
