using System.Buffers;
using System.Buffers.Text;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Writes a staged file anew so that every record carries its number, line and place, and no reader can disagree about where a value
/// ends. Made only for files that have something to tell about: bad rows, repeats, oddities.
/// </summary>
/// <remarks>
/// Values before the file's own: ordinal (from 0), line (from 1), offset and length in bytes, number of values, and 1 where the values
/// can't be told. Records that are broken or ragged come with empty values.
/// </remarks>
internal static class NumberedFile
{
    private const int Flush = 1 << 20;

    /// <param name="staged">What to write anew.</param>
    /// <param name="path">Where to.</param>
    /// <param name="records">At most so many.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(StagedFile staged, string path, long records, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(staged.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
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
        Number(output, record.Ordinal, delimiter);
        Number(output, record.Line, delimiter);
        Number(output, record.Offset, delimiter);
        Number(output, record.Text.Length, delimiter);
        Number(output, record.Fields, delimiter);
        Number(output, record.IsBroken ? 1 : 0, delimiter);
        if (record.Fields != layout.Columns.Count)
            Repeat(output, delimiter, layout.Columns.Count - 1);
        else if ((record.Flaws & RecordFlaws.Literal) == 0)
            output.Write(record.Text);
        else
            Requoted(output, record.Text, delimiter);
        output.Write("\n"u8);
    }

    private static void Number(ArrayBufferWriter<byte> output, long number, byte delimiter)
    {
        var span = output.GetSpan(24);
        Utf8Formatter.TryFormat(number, span, out var written);
        span[written] = delimiter;
        output.Advance(written + 1);
    }

    private static void Repeat(ArrayBufferWriter<byte> output, byte delimiter, int times)
    {
        output.GetSpan(times + 1)[..times].Fill(delimiter);
        output.Advance(times);
    }

    private static void Requoted(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> record, byte delimiter)
    {
        var fields = new FieldEnumerator(record, delimiter);
        var first = true;
        while (fields.MoveNext())
        {
            if (!first)
                output.Write([delimiter]);
            first = false;
            if (fields.Current is [(byte)'"', ..] or [])
                output.Write(fields.Current);
            else
                Quoted(output, fields.Current);
        }
    }

    private static void Quoted(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        output.Write("\""u8);
        foreach (var octet in value)
        {
            if (octet == (byte)'"')
                output.Write("\""u8);
            output.Write([octet]);
        }

        output.Write("\""u8);
    }
}
