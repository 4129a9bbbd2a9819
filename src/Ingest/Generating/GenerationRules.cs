using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>The ranges of <see cref="GenerateOrders"/>.</summary>
internal static class GenerationRules
{
    public const int MaxOrders = 100_000_000;
    public const int MaxStores = 10_000;

    /// <summary>What is out of range, in words, or null.</summary>
    public static string? Problem(GenerateOrders command) => command switch
    {
        { Orders: < 1 or > MaxOrders } => $"orders is {command.Orders}; give 1 to {MaxOrders}.",
        { Stores: < 1 or > MaxStores } => $"stores is {command.Stores}; give 1 to {MaxStores}.",
        { Rate: < 0 or > 1_000_000 or double.NaN } => $"rate is {command.Rate}; give orders a second, or 0 for as fast as it goes.",
        _ => null,
    };
}
