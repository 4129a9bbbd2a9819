namespace RetailBus.Platform.Tests.Hosting;

/// <summary>A message about a batch.</summary>
public sealed record ParcelSent
{
    public required Guid BatchId { get; init; }
}
