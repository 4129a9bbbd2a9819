namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>The shape of an S3 event notification, as far as the tests look at it.</summary>
public sealed record RawEvent
{
    public IReadOnlyList<RawEventRecord> Records { get; init; } = [];
}
