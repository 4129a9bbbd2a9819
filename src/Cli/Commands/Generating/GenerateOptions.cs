using System.CommandLine;
using RetailBus.Cli.Client;

namespace RetailBus.Cli.Commands.Generating;

/// <summary>What can be said about a generation; the service checks the ranges.</summary>
internal sealed class GenerateOptions
{
    private readonly Option<int> _orders = Number("--orders", "Orders to make.", 1_000);
    private readonly Option<double> _rate = new("--rate") { Description = "Orders a second; 0 for as fast as the stream takes them." };
    private readonly Option<int> _stores = Number("--stores", "Number of stores.", 10);
    private readonly Option<int> _items = Number("--items", "Number of different items.", 36);
    private readonly Option<int> _seed = Number("--seed", "Seed of all random choices.", 1);
    private readonly Option<double> _late = new("--late") { Description = "Share of orders (0 to 1) with the time of an earlier day." };
    private readonly Option<double> _duplicates = new("--duplicates") { Description = "Share of orders (0 to 1) that are sent twice." };
    private readonly Option<double> _bad = new("--bad")
    {
        Description = "Bad records, as a share (0 to 1) of the orders and on top of them.",
    };
    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Orders are of the seven days up to then. Default: now. The same seed and time make the same orders, under new ids.",
    };

    public IReadOnlyList<Option> All => [_orders, _rate, _stores, _items, _seed, _late, _duplicates, _bad, _until];

    public GenerationRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_orders),
        parsed.GetValue(_rate),
        parsed.GetValue(_stores),
        parsed.GetValue(_items),
        parsed.GetValue(_seed),
        parsed.GetValue(_late),
        parsed.GetValue(_duplicates),
        parsed.GetValue(_bad),
        parsed.GetValue(_until));

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
