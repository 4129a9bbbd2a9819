namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed record RawEventRecord
{
    public string EventName { get; init; } = "";
}
