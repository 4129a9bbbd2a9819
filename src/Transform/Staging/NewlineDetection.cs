using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Finds what ends the lines of a file: line feeds (with or without carriage returns before them), or carriage returns alone.
/// </summary>
internal static class NewlineDetection
{
    private const int Bytes = 64 * 1024;

    /// <returns>
    /// The line feed, unless more lines of the beginning end in a carriage return alone. What one of the contract's quotes encloses does
    /// not count; a quote opens where a value begins.
    /// </returns>
    public static byte Of(ReadOnlySpan<byte> head, DatasetContract contract)
    {
        head = head[..Math.Min(head.Length, Bytes)];
        byte[] quotes = [.. contract.QuoteBytes];
        byte[] marks = [.. quotes, (byte)'\r', (byte)'\n'];
        byte[] borders = [.. contract.Delimiters.Select(delimiter => (byte)delimiter), (byte)'\r', (byte)'\n'];
        var (feeds, returns, quote) = (0, 0, RecordDialect.None);
        for (var at = Next(head, 0, marks); at < head.Length; at = Next(head, at + 1, marks))
        {
            var isLast = at + 1 == head.Length;
            if (quote != RecordDialect.None)
            {
                if (head[at] == quote && !isLast && head[at + 1] == quote)
                    at++;
                else if (head[at] == quote)
                    quote = RecordDialect.None;
            }
            else if (quotes.Contains(head[at]))
            {
                quote = at == 0 || borders.Contains(head[at - 1]) ? head[at] : quote;
            }
            else if (head[at] == (byte)'\n')
            {
                feeds++;
            }
            else if (!isLast && head[at + 1] != (byte)'\n')
            {
                returns++;
            }
        }

        return returns > feeds ? (byte)'\r' : (byte)'\n';
    }

    private static int Next(ReadOnlySpan<byte> head, int from, ReadOnlySpan<byte> marks) =>
        head[from..].IndexOfAny(marks) is >= 0 and var next ? from + next : head.Length;
}
