using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>Looks for a header line that is not the first: below titles, or among the rows that a stream wrote.</summary>
internal static class HeaderSearch
{
    private const int Lines = 1000;

    /// <returns>Null when no line near the beginning names all columns that tell a header line.</returns>
    public static HeadRecord? Find(ReadOnlySpan<byte> head, byte newline, DatasetContract contract)
    {
        var telling = HeaderNames.Telling(contract);
        var lines = 0;
        foreach (var range in head.Split(newline))
        {
            if (lines++ == Lines)
                return null;
            if (!Names(head[range], telling))
                continue;
            var candidates = HeadRecord.Candidates(head[range.Start..], newline, contract);
            var best = candidates.MaxBy(candidate => HeaderNames.Known(candidate.Values, contract))!;
            if (telling.All(column => best.Values.Exists(column.IsCalled)))
                return best;
        }

        return null;
    }

    /// <summary>Whether the line has the names of all columns somewhere.</summary>
    private static bool Names(ReadOnlySpan<byte> line, IReadOnlyList<ContractColumn> columns)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 16 * 1024)]);
        return columns.All(column => column.HeaderNames.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }
}
