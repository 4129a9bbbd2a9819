namespace RetailBus.Chaos.Scenario;

/// <summary>Writes a dataset's files, with bad rows, repeated lines, conflicting keys and stray header lines among the good ones.</summary>
internal sealed class FileWriter(IRowWriter rows)
{
    private const int FewestLines = 20;
    private const int MostLines = 45;
    private readonly HashSet<string> _spoilt = [];
    private int _number = 500_000;

    public string Dataset => rows.Dataset;

    public SourceFile Original(Random random, string key)
    {
        var lines = Enumerable.Range(0, random.Next(FewestLines, MostLines)).Select(_ => rows.Fresh(random, _number++)).ToList();
        return new SourceFile(key, HeaderFor(random), Spoil(random, lines));
    }

    /// <summary>Some lines corrected, some gone, a few new ones.</summary>
    public SourceFile Correction(Random random, SourceFile file, string key)
    {
        var lines = Good(file)
            .Where(_ => random.Next(8) > 0)
            .Select(line => random.Next(3) == 0 ? rows.Corrected(random, line) : line)
            .Append(rows.Fresh(random, _number++))
            .ToList();
        return new SourceFile(key, HeaderFor(random), Spoil(random, lines));
    }

    /// <summary>Lines of the file as they are, and new ones.</summary>
    public SourceFile Overlap(Random random, SourceFile file, string key)
    {
        var lines = Good(file).Where(_ => random.Next(2) == 0).ToList();
        while (lines.Count < FewestLines)
            lines.Add(rows.Fresh(random, _number++));
        return new SourceFile(key, HeaderFor(random), Spoil(random, lines));
    }

    /// <summary>The dataset's lines may also come without a header, where its contract allows it.</summary>
    private string? HeaderFor(Random random) => rows is OrderRows && random.Next(6) == 0 ? null : rows.Header;

    /// <summary>What <see cref="Spoil"/> put in stays behind.</summary>
    private List<string> Good(SourceFile file) =>
        [.. file.Lines.Where(line => line != rows.Header && !_spoilt.Contains(line)).Distinct()];

    private List<string> Spoil(Random random, List<string> good)
    {
        var lines = new List<string>();
        var bad = 0;
        foreach (var line in good)
        {
            lines.Add(line);
            if ((bad + 1) * rows.GoodLinesForABadOne <= good.Count && random.Next(12) == 0)
            {
                bad++;
                lines.Add(rows.Bad(random, _number++));
                _spoilt.Add(lines[^1]);
            }

            if (random.Next(15) == 0)
                lines.Add(line);
            if (rows is OrderRows && random.Next(60) == 0)
                lines.Add(rows.Header);
            if (rows is OrderRows && random.Next(60) == 0)
            {
                lines.Add(rows.Corrected(random, line));
                _spoilt.Add(lines[^1]);
            }
        }

        return lines;
    }
}
