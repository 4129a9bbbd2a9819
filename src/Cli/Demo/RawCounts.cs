namespace RetailBus.Cli.Demo;

/// <summary>What stands in a raw file of the demo, by plain reading: its records hold no line breaks.</summary>
internal readonly record struct RawCounts(long Records, long Headers, long Repeats)
{
    public static RawCounts operator +(RawCounts left, RawCounts right) =>
        new(left.Records + right.Records, left.Headers + right.Headers, left.Repeats + right.Repeats);

    public static async Task<RawCounts> OfAsync(Stream content, CancellationToken cancellationToken)
    {
        long records = 0, headers = 0, repeats = 0;
        var seen = new HashSet<string>();
        using var reader = new StreamReader(content);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
                continue;
            records++;
            if (line == DemoFiles.Header)
                headers++;
            else if (!seen.Add(line))
                repeats++;
        }

        return new RawCounts(records, headers, repeats);
    }
}
