using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>Finds what encloses values, where the contract allows more than one thing.</summary>
internal static class QuoteDetection
{
    private const int Bytes = 64 * 1024;

    /// <summary>The dialect with that quote of the contract's that encloses most values at the file's beginning; the first where none does.</summary>
    public static RecordDialect Of(ReadOnlySpan<byte> head, RecordDialect dialect, DatasetContract contract)
    {
        var quotes = contract.QuoteBytes;
        if (quotes.Count == 1)
            return dialect with { Quote = quotes[0] };

        var (best, most) = (quotes[0], 0);
        foreach (var quote in quotes)
        {
            var found = Enclosed(head[..Math.Min(head.Length, Bytes)], dialect, quote);
            if (found > most)
                (best, most) = (quote, found);
        }

        return dialect with { Quote = best };
    }

    private static int Enclosed(ReadOnlySpan<byte> text, RecordDialect dialect, byte quote)
    {
        var (opening, closing) = (0, 0);
        for (var at = text.IndexOf(quote); at >= 0; at = Next(text, at, quote))
        {
            if (at == 0 || IsBorder(text[at - 1], dialect))
                opening++;
            if (at == text.Length - 1 || IsBorder(text[at + 1], dialect))
                closing++;
        }

        return Math.Min(opening, closing);
    }

    private static int Next(ReadOnlySpan<byte> text, int at, byte quote) =>
        text[(at + 1)..].IndexOf(quote) is >= 0 and var next ? at + 1 + next : -1;

    private static bool IsBorder(byte octet, RecordDialect dialect) => octet == dialect.Delimiter || octet is (byte)'\n' or (byte)'\r';
}
