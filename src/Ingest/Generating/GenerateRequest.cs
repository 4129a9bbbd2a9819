using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>Body of <c>POST /api/generate</c>; what is left out has the default of <see cref="GenerateOrders"/>.</summary>
/// <param name="Orders">1 to 100,000,000. Default 1,000.</param>
/// <param name="Rate">Orders a second; 0, the default, for as fast as the stream takes them.</param>
/// <param name="Stores">1 to 10,000. Default 10.</param>
/// <param name="Items">1 to 10,000. Default 36.</param>
/// <param name="Seed">Of all random choices. Default 1.</param>
/// <param name="Late">Share of orders with the time of an earlier day. Default 0.</param>
/// <param name="Duplicates">Share of orders that are sent twice. Default 0.</param>
/// <param name="Bad">Bad records as a share of the orders. Default 0.</param>
/// <param name="Until">Orders are of the seven days up to then. Default now.</param>
public sealed record GenerateRequest(
    int Orders = 1000,
    double Rate = 0,
    int Stores = 10,
    int Items = 36,
    int Seed = 1,
    double Late = 0,
    double Duplicates = 0,
    double Bad = 0,
    DateTimeOffset? Until = null)
{
    internal GenerateOrders ToCommand(Guid id, DateTimeOffset now) => new()
    {
        GenerationId = id,
        Orders = Orders,
        Rate = Rate,
        Stores = Stores,
        Items = Items,
        Seed = Seed,
        Late = Late,
        Duplicates = Duplicates,
        Bad = Bad,
        Until = (Until ?? now).ToUniversalTime(),
    };
}
