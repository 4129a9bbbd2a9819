using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Drafts;

/// <summary>The fewest columns that tell a sample's rows apart.</summary>
internal static class CandidateKey
{
    private const int MostColumns = 4;

    private static readonly string[] Identifying = [OrderLine.OrderId, OrderLine.StoreId, OrderLine.ItemId];

    /// <param name="columns">All columns.</param>
    /// <param name="canonical">What those seem to fill, of which that is known: what was sold for how much identifies nothing.</param>
    /// <returns>Empty when no few columns do, or there are too few rows to tell.</returns>
    public static IReadOnlyList<ColumnGuess> Of(IReadOnlyList<ColumnGuess> columns, IReadOnlyDictionary<ColumnGuess, string> canonical)
    {
        var candidates = columns
            .Where(column => column.Column.IsAlwaysThere && column.Column.Values.Count > 0)
            .Where(column => column.Type is not (LogicalType.Boolean or LogicalType.Number))
            .Where(column => column.Type == LogicalType.Timestamp || !canonical.TryGetValue(column, out var name) || Identifying.Contains(name))
            .OrderBy(column => column.Type == LogicalType.Timestamp ? 2 : canonical.ContainsKey(column) ? 0 : 1)
            .Take(12)
            .ToList();
        for (var size = 1; size <= Math.Min(MostColumns, candidates.Count); size++)
        {
            foreach (var chosen in Choices(candidates, size))
            {
                if (TellsApart(chosen))
                    return chosen;
            }
        }

        return [];
    }

    private static IEnumerable<List<ColumnGuess>> Choices(List<ColumnGuess> from, int size)
    {
        if (size == 0)
            return [[]];
        return from.SelectMany((first, index) => Choices(from[(index + 1)..], size - 1).Select(rest => rest.Prepend(first).ToList()));
    }

    private static bool TellsApart(List<ColumnGuess> columns)
    {
        var rows = columns[0].Column.Values.Count;
        var seen = new HashSet<string>(rows, StringComparer.Ordinal);
        for (var row = 0; row < rows; row++)
        {
            if (!seen.Add(string.Join('\u001f', columns.Select(column => column.Column.Values[row]))))
                return false;
        }

        return true;
    }
}
