namespace RetailBus.Transform.Datasets;

/// <summary>Which known name a misspelt one was most likely meant to be.</summary>
internal static class NearestName
{
    /// <returns>The known name of the fewest changed letters; null when all are too far off.</returns>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var upper = word.ToUpperInvariant();
        var best = known.Select(name => (Name: name, Distance: Distance(upper, name.ToUpperInvariant()))).MinBy(found => found.Distance);
        return best.Name is not null && best.Distance <= Math.Max(2, word.Length / 3) ? best.Name : null;
    }

    /// <summary>"Did you mean X? Known are ..."</summary>
    public static string Hint(string word, IReadOnlyCollection<string> known)
    {
        var list = $"Known are {string.Join(", ", known)}.";
        return Of(word, known) is { } nearest ? $"Did you mean {nearest}? {list}" : list;
    }

    /// <summary>Levenshtein's.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
