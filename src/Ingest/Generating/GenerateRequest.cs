namespace RetailBus.Ingest.Generating;

/// <summary>Body of <c>POST /api/generate</c>.</summary>
/// <param name="Orders">1 to 100,000,000. Default 1,000.</param>
/// <param name="Rate">Orders a second; 0, the default, for as fast as the stream takes them.</param>
/// <param name="Stores">1 to 10,000. Default 10.</param>
/// <param name="Seed">Of all random choices. Default 1.</param>
public sealed record GenerateRequest(int Orders = 1000, double Rate = 0, int Stores = 10, int Seed = 1);
