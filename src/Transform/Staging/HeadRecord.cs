using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>A record of a file's beginning, read in one dialect.</summary>
internal sealed record HeadRecord(RecordDialect Dialect, List<string> Values)
{
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> head) => head.TrimStart("\r\n"u8);

    /// <summary>The record that a text begins with, in each dialect that the contract allows.</summary>
    public static List<HeadRecord> Candidates(ReadOnlySpan<byte> text, byte newline, DatasetContract contract)
    {
        List<HeadRecord> candidates = [];
        foreach (var quote in contract.QuoteBytes)
        {
            foreach (var delimiter in contract.Delimiters)
            {
                var dialect = new RecordDialect((byte)delimiter, newline, quote);
                candidates.Add(new HeadRecord(dialect, Read(text, dialect)));
            }
        }

        return candidates;
    }

    private static List<string> Read(ReadOnlySpan<byte> text, RecordDialect dialect)
    {
        var scan = new QuotedRecord(dialect).Scan(text, isLast: true);
        var record = scan.Outcome == ScanOutcome.Complete ? text[..scan.Length] : FirstLine(text, dialect.Newline);
        var values = new List<string>();
        var fields = new FieldEnumerator(record, dialect.Delimiter, dialect.Quote);
        while (fields.MoveNext())
            values.Add(FieldEnumerator.TextOf(fields.Current, dialect.Quote));
        return values;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text, byte newline) =>
        text.IndexOf(newline) is >= 0 and var end ? text[..end].TrimEnd((byte)'\r') : text;
}
