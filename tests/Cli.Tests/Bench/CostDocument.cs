using System.Globalization;

namespace RetailBus.Cli.Tests.Bench;

/// <summary>The tables of docs/cost.md.</summary>
internal sealed class CostDocument
{
    private readonly string _text = File.ReadAllText(Path.Combine(RepositoryFolder.Find(), "docs", "cost.md"));

    public CostDocument()
    {
        Prices = Table("Prices").ToDictionary(row => row[0], row => Number(row[1]) / Number(row[2].Split(' ')[0]));
        Alone = Table("Counts").ToDictionary(row => row[0], row => Number(row[1]));
        AtOnce = Table("Counts").ToDictionary(row => row[0], row => Number(row[2]));
        IdleHour = Table("Counts").ToDictionary(row => row[0], row => Number(row[3]));
    }

    /// <summary>Of one unit, in dollars.</summary>
    public Dictionary<string, double> Prices { get; }

    public Dictionary<string, double> Alone { get; }

    public Dictionary<string, double> AtOnce { get; }

    public Dictionary<string, double> IdleHour { get; }

    public string Text => _text;

    public static double Number(string cell) => double.Parse(cell.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);

    /// <summary>What the counts cost, in dollars.</summary>
    public double Cost(Dictionary<string, double> counts, string service = "") =>
        counts.Where(count => count.Key.StartsWith(service, StringComparison.Ordinal)).Sum(count => count.Value * Prices[count.Key]);

    /// <summary>The rows of the table of a chapter, without its head.</summary>
    public IReadOnlyList<string[]> Table(string chapter) =>
    [
        .. _text.Split($"\n## {chapter}\n")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];
}
