using System.Buffers;
using System.Text;
using RetailBus.Contracts.Rows;

namespace RetailBus.Ingest.Resubmitting;

/// <summary>Takes back what the export of quarantined rows did to values that a spreadsheet would run as formulas.</summary>
internal static class CorrectedCsv
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(",;\t|");

    /// <summary>The bytes to land. Packed files and those in UTF-16 were not exported so, and are landed as they are.</summary>
    public static byte[] Restore(byte[] bytes)
    {
        if (bytes is [0x1f, 0x8b, ..] or [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            return bytes;

        // Latin-1 maps bytes to characters and back, so that what is not touched stays as it is in any encoding over ASCII.
        var text = Encoding.Latin1.GetString(bytes);
        if (!text.Contains('\'', StringComparison.Ordinal))
            return bytes;

        var delimiter = Delimiter(text);
        var restored = new StringBuilder(text.Length);
        var place = bytes is [0xef, 0xbb, 0xbf, ..] ? 3 : 0;
        restored.Append(text, 0, place);
        while (place < text.Length)
        {
            var end = ValueEnd(text, place, delimiter);
            restored.Append(Restored(text[place..end]));
            if (end < text.Length)
                restored.Append(text[end++]);
            place = end;
        }

        return Encoding.Latin1.GetBytes(restored.ToString());
    }

    private static string Restored(string value) =>
        value is ['"', .. var quoted] ? '"' + SpreadsheetCells.Restore(quoted) : SpreadsheetCells.Restore(value);

    /// <summary>Where the delimiter or line end after a value is.</summary>
    private static int ValueEnd(string text, int begin, char delimiter)
    {
        var quoted = false;
        for (var place = begin; place < text.Length; place++)
        {
            if (text[place] == '"' && (quoted || place == begin))
                quoted = !quoted;
            else if (!quoted && (text[place] == delimiter || text[place] is '\n' or '\r'))
                return place;
            else if (text[place] == '"')
                quoted = true;
        }

        return text.Length;
    }

    /// <summary>The header line's most frequent one.</summary>
    private static char Delimiter(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        var counts = header.Where(Delimiters.Contains).CountBy(character => character);
        return counts.DefaultIfEmpty(new(',', 0)).MaxBy(count => count.Value).Key;
    }
}
