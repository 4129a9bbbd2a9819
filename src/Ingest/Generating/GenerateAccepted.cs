namespace RetailBus.Ingest.Generating;

/// <summary>The generation that was commanded; its order ids come from this id.</summary>
public sealed record GenerateAccepted(Guid GenerationId);
