using System.Buffers;

namespace RetailBus.Transform.Staging;

/// <summary>Scans records that have quotes or stray carriage returns, as RFC 4180 has them.</summary>
internal sealed class QuotedRecord(RecordDialect dialect)
{
    private const byte Return = (byte)'\r';
    private readonly SearchValues<byte> _special = SearchValues.Create([dialect.Delimiter, dialect.Newline, dialect.Quote, Return, (byte)'\n', 0]);

    /// <param name="text">From the record's first byte.</param>
    /// <param name="isLast">Whether the file ends with it.</param>
    public RecordScan Scan(ReadOnlySpan<byte> text, bool isLast)
    {
        var (position, fields, flaws) = (0, 1, RecordFlaws.None);
        while (true)
        {
            if (position < text.Length && text[position] == dialect.Quote)
            {
                flaws |= RecordFlaws.Quoted;
                var start = position;
                position = AfterClosingQuote(text, position + 1, isLast);
                if (position < 0)
                    return isLast ? RecordScan.Broken : RecordScan.NeedsMore;
                flaws |= Within(text[start..position]);
            }
            else
            {
                position = AfterUnquoted(text, position, ref flaws);
            }

            if (position == text.Length)
                return isLast ? Complete(position, 0, fields, flaws) : RecordScan.NeedsMore;
            if (text[position] == dialect.Delimiter)
                (position, fields) = (position + 1, fields + 1);
            else
                return AtEnd(text, position, isLast, fields, flaws);
        }
    }

    private static RecordFlaws Within(ReadOnlySpan<byte> quoted) =>
        (quoted.Contains((byte)0) ? RecordFlaws.Nul : RecordFlaws.None)
        | (quoted.ContainsAny(Return, (byte)'\n') ? RecordFlaws.Multiline : RecordFlaws.None);

    private int AfterClosingQuote(ReadOnlySpan<byte> text, int position, bool isLast)
    {
        while (true)
        {
            var quote = text[position..].IndexOf(dialect.Quote);
            if (quote < 0)
                return -1;
            position += quote + 1;
            if (position == text.Length)
                return isLast ? position : -1;
            if (text[position] != dialect.Quote)
                return position;
            position++;
        }
    }

    private int AfterUnquoted(ReadOnlySpan<byte> text, int position, ref RecordFlaws flaws)
    {
        var start = position;
        while (true)
        {
            var next = text[position..].IndexOfAny(_special);
            if (next < 0)
                position = text.Length;
            else
                position += next;
            if (position == text.Length || text[position] == dialect.Delimiter || text[position] == dialect.Newline || EndsLine(text, position))
                break;
            flaws |= text[position] == 0 ? RecordFlaws.Nul : RecordFlaws.Literal;
            position++;
        }

        if (position > start && (text[start] == ' ' || text[position - 1] == ' '))
            flaws |= RecordFlaws.Padded;
        return position;
    }

    /// <summary>A carriage return before a line feed; at the text's end it may be one, which the caller finds out.</summary>
    private bool EndsLine(ReadOnlySpan<byte> text, int position) =>
        text[position] == Return && dialect.Newline != Return && (position + 1 == text.Length || text[position + 1] == dialect.Newline);

    private RecordScan AtEnd(ReadOnlySpan<byte> text, int position, bool isLast, int fields, RecordFlaws flaws)
    {
        if (text[position] == dialect.Newline)
            return Complete(position, 1, fields, flaws);
        if (text[position] != Return)
            return RecordScan.Broken;
        if (position + 1 == text.Length)
            return isLast ? Complete(position, 1, fields, flaws) : RecordScan.NeedsMore;
        return text[position + 1] == dialect.Newline ? Complete(position, 2, fields, flaws) : RecordScan.Broken;
    }

    private static RecordScan Complete(int length, int lineEnd, int fields, RecordFlaws flaws) =>
        new(ScanOutcome.Complete, length, lineEnd, fields, flaws);
}
