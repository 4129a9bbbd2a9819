namespace RetailBus.Cli.Client;

/// <summary>The generation that was asked for.</summary>
internal sealed record StartedGeneration(Guid GenerationId, string OrderIdPrefix);
