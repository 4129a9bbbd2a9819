namespace RetailBus.Cli.Client;

/// <summary>What to generate.</summary>
internal sealed record GenerationRequest(
    int Orders, double Rate, int Stores, int Items, int Seed, double Late, double Duplicates, double Bad, DateTimeOffset? Until);
