using System.Buffers;

namespace RetailBus.Transform.Staging;

/// <summary>Rewrites JSON objects as a numbered file (see <see cref="NumberedFile"/>): the contract's columns, then all others as one JSON object.</summary>
internal sealed class JsonLines(FileLayout layout) : IDisposable
{
    private const int Flush = 1 << 20;
    private readonly JsonObjectValues _object =
        new([.. layout.Columns.Select(column => column.Column).OfType<Datasets.ContractColumn>()], layout.TakenNames);
    private long _ordinal;

    /// <summary>Members of the first object, for a person.</summary>
    public IReadOnlyList<string> FirstNames => _object.FirstNames;

    /// <summary>Columns that no object had; empty as long as there was no object.</summary>
    public IEnumerable<Datasets.ContractColumn> Unseen => _object.Unseen;

    public void Dispose() => _object.Dispose();

    /// <param name="lines">Yields a line as a record.</param>
    /// <param name="target">Where the numbered file goes.</param>
    /// <param name="records">At most so many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<FileCensus> RewriteAsync(RecordReader lines, Stream target, long records, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>(2 * Flush);
        do
        {
            while (_ordinal < records && lines.TryRead(out var line))
            {
                Write(output, line, records);
                if (output.WrittenCount < Flush)
                    continue;
                await target.WriteAsync(output.WrittenMemory, cancellationToken);
                output.ResetWrittenCount();
            }
        }
        while (_ordinal < records && await lines.FillAsync(cancellationToken));

        await target.WriteAsync(output.WrittenMemory, cancellationToken);
        return new FileCensus(_ordinal, Ragged: 0, RecordFlaws.Quoted, LineEnds.Single);
    }

    private void Write(ArrayBufferWriter<byte> output, in Record line, long records)
    {
        var rest = line.Text;
        var offset = line.Offset;
        do
        {
            var broken = line.Broken == BrokenRecord.Unbounded ? BrokenRecord.Unbounded : _object.Read(rest);
            var bytes = rest.Length;
            if (broken is BrokenRecord.None or BrokenRecord.NamesTwice)
                bytes = _object.Length;
            NumberedFile.Place(
                output, _ordinal++, line.Line, offset, bytes, broken == BrokenRecord.None ? layout.Columns.Count : 0, broken, layout.Dialect.Delimiter);
            if (broken == BrokenRecord.None)
                _object.Write(output, layout.Dialect);
            else
                NumberedFile.Repeat(output, layout.Dialect.Delimiter, layout.Columns.Count - 1);
            output.Write("\n"u8);
            var next = rest[bytes..].TrimStart(" \t\r"u8);
            offset += rest.Length - next.Length;
            rest = next;
        }
        while (!rest.IsEmpty && _ordinal < records);
    }
}
