using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>The ranges of <see cref="GenerateOrders"/>.</summary>
internal static class GenerationRules
{
    public const int MaxOrders = 100_000_000;
    public const int MaxStores = 10_000;

    /// <summary>SQS lets a message be worked on for twelve hours; then it comes again, although the first work goes on.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(11);

    /// <summary>What is out of range, in words, or null.</summary>
    public static string? Problem(GenerateOrders command) => command switch
    {
        { Orders: < 1 or > MaxOrders } => $"orders is {command.Orders}; give 1 to {MaxOrders}.",
        { Stores: < 1 or > MaxStores } => $"stores is {command.Stores}; give 1 to {MaxStores}.",
        { Items: < 1 or > Assortment.MaxItems } => $"items is {command.Items}; give 1 to {Assortment.MaxItems}.",
        { Rate: < 0 or > 1_000_000 or double.NaN } => $"rate is {command.Rate}; give orders a second, or 0 for as fast as it goes.",
        { Late: not (>= 0 and <= 1) } => Share("late", command.Late),
        { Duplicates: not (>= 0 and <= 1) } => Share("duplicates", command.Duplicates),
        { Bad: not (>= 0 and <= 1) } => Share("bad", command.Bad),
        { Rate: > 0 } when command.Orders / command.Rate > Longest.TotalSeconds =>
            $"{command.Orders} orders at {command.Rate} a second take longer than {Longest.TotalHours} hours; "
                + "give fewer orders or a higher rate.",
        { Until: { } until } when until.Year is < 1990 or > 2200 => $"until is {until:O}; give a time of the years 1990 to 2200.",
        _ => null,
    };

    private static string Share(string name, double value) => $"{name} is {value}; give a share of 0 to 1.";
}
