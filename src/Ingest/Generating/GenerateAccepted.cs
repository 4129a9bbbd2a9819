namespace RetailBus.Ingest.Generating;

/// <summary>The generation that was commanded.</summary>
/// <param name="GenerationId">Its id.</param>
/// <param name="OrderIdPrefix">What the ids of its orders begin with, and those of no other generation.</param>
public sealed record GenerateAccepted(Guid GenerationId, string OrderIdPrefix);
