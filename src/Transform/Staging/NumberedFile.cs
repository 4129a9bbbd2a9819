using System.Buffers;
using System.Buffers.Text;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Writes a staged file anew so that every record carries its number, line and place, and no reader can disagree about where a value
/// ends. Made only for files that have something to tell about: bad rows, repeats, oddities.
/// </summary>
/// <remarks>
/// Values before the file's own: ordinal (from 0), line (from 1), offset and length in bytes, number of values, and a
/// <see cref="BrokenRecord"/> where the values can't be told. Records that are broken or ragged come with empty values.
/// </remarks>
internal static class NumberedFile
{
    private const int Flush = 1 << 20;

    /// <summary>The quote of the numbered file: where the staged one knows none, it still needs one.</summary>
    public static byte QuoteOf(RecordDialect dialect) => dialect.Quote == RecordDialect.None ? (byte)'"' : dialect.Quote;

    /// <param name="staged">What to write anew.</param>
    /// <param name="path">Where to.</param>
    /// <param name="records">At most so many.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(StagedFile staged, string path, long records, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(staged.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        if (staged.Layout.Format == FileFormat.JsonLines)
        {
            using var lines = new RecordReader(source) { Dialect = RecordDialect.Lines(staged.Layout.Dialect.Newline) };
            using var rewriting = new JsonLines(staged.Layout);
            await rewriting.RewriteAsync(lines, target, records, cancellationToken);
            return;
        }

        using var reader = new RecordReader(source) { Dialect = staged.Layout.Dialect };
        var output = new ArrayBufferWriter<byte>(2 * Flush);
        do
        {
            while (records > 0 && reader.TryRead(out var record))
            {
                records--;
                Write(output, record, staged.Layout);
                if (output.WrittenCount >= Flush)
                {
                    await target.WriteAsync(output.WrittenMemory, cancellationToken);
                    output.ResetWrittenCount();
                }
            }
        }
        while (records > 0 && await reader.FillAsync(cancellationToken));

        await target.WriteAsync(output.WrittenMemory, cancellationToken);
    }

    private static void Write(ArrayBufferWriter<byte> output, in Record record, FileLayout layout)
    {
        var delimiter = layout.Dialect.Delimiter;
        Place(output, record.Ordinal, record.Line, record.Offset, record.Text.Length, record.Fields, record.Broken, delimiter);
        if (record.Fields != layout.Columns.Count || record.Broken != BrokenRecord.None)
            Repeat(output, delimiter, layout.Columns.Count - 1);
        else if ((record.Flaws & RecordFlaws.Literal) == 0 && layout.Dialect.Quote != RecordDialect.None)
            output.Write(record.Text);
        else
            Requoted(output, record.Text, layout.Dialect);
        output.Write("\n"u8);
    }

    /// <summary>Writes what comes before a record's own values.</summary>
    public static void Place(
        ArrayBufferWriter<byte> output, long ordinal, long line, long offset, int bytes, int fields, BrokenRecord broken, byte delimiter)
    {
        Number(output, ordinal, delimiter);
        Number(output, line, delimiter);
        Number(output, offset, delimiter);
        Number(output, bytes, delimiter);
        Number(output, fields, delimiter);
        Number(output, (int)broken, delimiter);
    }

    private static void Number(ArrayBufferWriter<byte> output, long number, byte delimiter)
    {
        var span = output.GetSpan(24);
        Utf8Formatter.TryFormat(number, span, out var written);
        span[written] = delimiter;
        output.Advance(written + 1);
    }

    public static void Repeat(ArrayBufferWriter<byte> output, byte delimiter, int times)
    {
        output.GetSpan(times + 1)[..times].Fill(delimiter);
        output.Advance(times);
    }

    private static void Requoted(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> record, RecordDialect dialect)
    {
        var fields = new FieldEnumerator(record, dialect.Delimiter, dialect.Quote);
        var quote = QuoteOf(dialect);
        var first = true;
        while (fields.MoveNext())
        {
            if (!first)
                output.Write([dialect.Delimiter]);
            first = false;
            if (fields.Current.IsEmpty || fields.Current[0] == dialect.Quote)
                output.Write(fields.Current);
            else
                Quoted(output, fields.Current, quote);
        }
    }

    /// <summary>Writes a value in quotes, those in it doubled.</summary>
    public static void Quoted(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> value, byte quote)
    {
        var space = output.GetSpan((2 * value.Length) + 2);
        var written = 0;
        space[written++] = quote;
        while (value.IndexOf(quote) is >= 0 and var next)
        {
            value[..(next + 1)].CopyTo(space[written..]);
            written += next + 1;
            space[written++] = quote;
            value = value[(next + 1)..];
        }

        value.CopyTo(space[written..]);
        written += value.Length;
        space[written++] = quote;
        output.Advance(written);
    }
}
