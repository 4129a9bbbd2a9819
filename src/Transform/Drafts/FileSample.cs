using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Drafts;

/// <summary>The first rows of a file that no contract describes yet.</summary>
internal sealed record FileSample(char Delimiter, IReadOnlyList<SampleColumn> Columns)
{
    private const int Rows = 10_000;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <exception cref="BatchRejectedException">The file is empty, no text, or damaged.</exception>
    public static async Task<FileSample> ReadAsync(Stream landed, CancellationToken cancellationToken)
    {
        using var bytes = new FingerprintStream(landed);
        await using var text = await TextDecoding.OpenAsync(bytes, cancellationToken);
        using var copy = new MemoryStream();
        await CopyHeadAsync(text, copy, cancellationToken);
        var head = copy.ToArray();
        if (head.AsSpan().TrimStart("\r\n"u8).IsEmpty)
            throw new BatchRejectedException(FailureCodes.EmptyFile, "The file is empty: there is nothing to draft a contract from.");

        List<(char Delimiter, List<List<string>> Records)> tried = [];
        foreach (var delimiter in Delimiters)
            tried.Add((delimiter, await RecordsAsync(head, delimiter, cancellationToken)));
        var (best, records) = tried.MaxBy(candidate => Fit(candidate.Records));
        return new FileSample(best, Parted(records));
    }

    /// <summary>How many of the first records have as many values as the first, times how many those are; one value says nothing.</summary>
    private static int Fit(List<List<string>> records)
    {
        var width = records[0].Count;
        return width < 2 ? 0 : width * records.Take(100).Count(record => record.Count == width);
    }

    private static List<SampleColumn> Parted(List<List<string>> records)
    {
        var header = records[0];
        var rows = records.Skip(1).Where(record => record.Count == header.Count).ToList();
        return [.. header.Select((name, place) => new SampleColumn(
            name.Length > 0 ? name : $"column{place + 1}", [.. rows.Select(row => row[place].Length > 0 ? row[place] : null)]))];
    }

    private static async Task<List<List<string>>> RecordsAsync(byte[] head, char delimiter, CancellationToken cancellationToken)
    {
        var newline = head.Contains((byte)'\n') || !head.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        using var stream = new MemoryStream(head);
        using var reader = new RecordReader(stream) { Dialect = new RecordDialect((byte)delimiter, newline) };
        var records = new List<List<string>>();
        do
        {
            while (records.Count <= Rows && reader.TryRead(out var record))
            {
                if (!record.IsBroken)
                    records.Add(Values(record.Text, (byte)delimiter));
            }
        }
        while (records.Count <= Rows && await reader.FillAsync(cancellationToken));

        return records.Count > 0 ? records : [[""]];
    }

    private static List<string> Values(ReadOnlySpan<byte> record, byte delimiter)
    {
        var values = new List<string>();
        var fields = new FieldEnumerator(record, delimiter);
        while (fields.MoveNext())
            values.Add(FieldEnumerator.TextOf(fields.Current));
        return values;
    }

    /// <summary>As much as the rows looked at hardly exceed.</summary>
    private static async Task CopyHeadAsync(Stream text, MemoryStream copy, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 * 1024];
        while (copy.Length < 16 * StagingLimits.RecordBytes && await text.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            copy.Write(buffer, 0, read);
    }
}
