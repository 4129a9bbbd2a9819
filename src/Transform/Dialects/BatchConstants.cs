namespace RetailBus.Transform.Dialects;

/// <summary>SQL of what is the same for all rows of a batch.</summary>
internal sealed record BatchConstants(string SourceObject, string BatchId, string LandedAt);
