namespace RetailBus.Transform.Tests.Parity;

internal sealed record ParityCounts(long Records, long Headers, long Accepted, long Quarantined, long Duplicates);
