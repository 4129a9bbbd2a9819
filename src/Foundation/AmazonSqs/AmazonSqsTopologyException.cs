namespace RetailBus.AmazonSqs;

/// <summary>Something that the bus needs is not there, and <see cref="AmazonSqsTopologyMode.Verify"/> forbids to make it.</summary>
public sealed class AmazonSqsTopologyException(IReadOnlyList<string> problems)
    : AmazonSqsTransportException(
        "The transport only verifies its topology, and " + string.Join("; ", problems)
        + $". Or let the transport make it: {nameof(AmazonSqsTopologyMode)}.{nameof(AmazonSqsTopologyMode.Declare)}.")
{
    /// <summary>Each with the missing thing's name and how to make it.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
