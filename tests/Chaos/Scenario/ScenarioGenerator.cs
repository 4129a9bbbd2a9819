using System.Globalization;

namespace RetailBus.Chaos.Scenario;

/// <summary>All landings of a run, in order: the same for the same seed.</summary>
internal sealed class ScenarioGenerator(int seed)
{
    /// <summary>A family rests for so many landings, so that the next of its files rarely has to wait for a new second.</summary>
    private const int Rest = 6;

    private readonly Random _random = new(seed);
    private readonly FileWriter _orders = new(new OrderRows());
    private readonly FileWriter _retail = new(new RetailRows());
    private readonly List<Family> _families = [];
    private readonly List<Landing> _landings = [];

    public static IReadOnlyList<Landing> Generate(int seed, int landings)
    {
        var generator = new ScenarioGenerator(seed);
        while (generator._landings.Count < landings)
            generator.Next();
        return generator._landings;
    }

    private FileWriter WriterOf(Family family) => family.Dataset == "orders" ? _orders : _retail;

    private void Next()
    {
        var rested = _families.Where(family => _landings.Count - family.LastTurn >= Rest).ToList();
        if (rested.Count == 0 || _random.Next(100) < 45)
            NextOriginal();
        else
            NextRelated(rested[_random.Next(rested.Count)]);
    }

    private void NextOriginal()
    {
        var writer = _random.Next(3) == 0 ? _retail : _orders;
        if (_random.Next(60) == 0)
        {
            _landings.Add(new Landing(Key("online-retail"), "InvoiceNo,StockCode,Quantity\n1,A,2\n", -1, "unreadable"));
            return;
        }

        var family = new Family(_families.Count, writer.Dataset);
        _families.Add(family);
        Land(family, writer.Original(_random, Key(writer.Dataset)), "original");
    }

    private void NextRelated(Family family)
    {
        var writer = WriterOf(family);
        var last = family.Last;
        var earlier = family.Landed[_random.Next(family.Landed.Count)];
        switch (_random.Next(100))
        {
            case < 30:
                Land(family, last with { Key = Key(family.Dataset) }, "copy under another name");
                break;
            case < 38:
                Land(family, last, "same bytes again");
                break;
            case < 60:
                Land(family, writer.Correction(_random, last, last.Key), "correction in place");
                break;
            case < 75:
                Land(family, writer.Correction(_random, earlier, Key(family.Dataset)), "correction under another name");
                break;
            case < 85 when earlier.Key == last.Key && earlier.Text != last.Text:
                Land(family, earlier, "back to an earlier content");
                break;
            default:
                Land(family, writer.Overlap(_random, last, Key(family.Dataset)), "overlap");
                break;
        }
    }

    private void Land(Family family, SourceFile file, string what)
    {
        family.Landed.Add(file);
        family.LastTurn = _landings.Count;
        _landings.Add(new Landing(file.Key, file.Text, family.Number, what));
    }

    private string Key(string dataset) => string.Create(CultureInfo.InvariantCulture, $"{dataset}/file-{_landings.Count:0000}.csv");
}
