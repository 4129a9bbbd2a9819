using System.Buffers;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Reads a file record by record in constant memory; the second, independent reader beside the engine's. A quote that is never closed
/// costs its own line only: reading goes on at the next.
/// </summary>
internal sealed class RecordReader(Stream source) : IDisposable
{
    private const byte Return = (byte)'\r';
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * StagingLimits.RecordBytes);
    private (int Start, int End) _window;
    private long _offset;
    private long _ordinal;
    private long _line = 1;
    private bool _ended;
    private bool _skipping;
    private RecordDialect _dialect = new((byte)',', (byte)'\n');
    private QuotedRecord _quoted = new(new RecordDialect((byte)',', (byte)'\n'));

    /// <summary>What was read ahead and not yet taken.</summary>
    public ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_window.Start.._window.End);

    /// <summary>Whether nothing more can be read before records are taken.</summary>
    public bool IsFull => _window == (0, _buffer.Length);

    /// <summary>The line ends met so far.</summary>
    public LineEnds LineEnds { get; private set; }

    /// <summary>Set before the first record is read. Default: comma and line feed.</summary>
    public RecordDialect Dialect
    {
        get => _dialect;
        set => (_dialect, _quoted) = (value, new QuotedRecord(value));
    }

    /// <summary>
    /// Reads on; false when the file has ended and all of it was taken. Call whenever <see cref="TryRead"/> has nothing left.
    /// </summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended)
            return false;
        if (IsFull)
            throw new InvalidOperationException("To read on without room would look like the end of the file.");
        _offset += _window.Start;
        Ahead.CopyTo(_buffer);
        _window = (0, _window.End - _window.Start);
        var read = await source.ReadAsync(_buffer.AsMemory(_window.End), cancellationToken);
        _window.End += read;
        _ended = read == 0;
        return !_ended || _window.End > 0;
    }

    /// <summary>Takes all whole lines of what was read ahead, if no record of them is odd.</summary>
    public bool TryReadBlock(out RecordBlock block)
    {
        var end = _skipping ? -1 : Ahead.LastIndexOf((byte)'\n');
        if (end < 0 || !RecordBlock.TryTake(Ahead[..(end + 1)], _dialect, out var lineEnds, out block))
        {
            block = default;
            return false;
        }

        LineEnds |= lineEnds;
        _ordinal += block.Records;
        Advance(end + 1, (int)block.Records);
        return true;
    }

    /// <summary>The next record of what was read ahead; false when that is too little.</summary>
    public bool TryRead(out Record record)
    {
        record = default;
        while (_window.Start < _window.End)
        {
            var ahead = Ahead;
            var newline = ahead.IndexOf(_dialect.Newline);
            if (_skipping)
            {
                Skip(ahead, newline);
                continue;
            }

            if (newline < 0 && !_ended)
                return ahead.Length >= StagingLimits.RecordBytes && TakeTooLong(ahead, out record);

            var line = newline < 0 ? ahead : ahead[..newline];
            var lineEnd = newline < 0 ? 0 : 1;
            if (_dialect.Newline != Return && line is [.., Return])
            {
                line = line[..^1];
                lineEnd++;
            }

            if (line.IsEmpty)
            {
                Advance(lineEnd, lines: newline < 0 ? 0 : 1);
                continue;
            }

            if (line.IndexOfAny(_dialect.Quote, _dialect.Newline == Return ? (byte)'\n' : Return, (byte)0) >= 0)
                return TryReadQuoted(ahead, line, lineEnd, out record);
            if (line.Length > StagingLimits.RecordBytes)
                return TakeTooLong(ahead, out record);

            var flaws = IsPadded(line) ? RecordFlaws.Padded : RecordFlaws.None;
            record = Take(line, lineEnd, line.Count(_dialect.Delimiter) + 1, flaws, lines: 1);
            return true;
        }

        return false;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool TryReadQuoted(ReadOnlySpan<byte> ahead, ReadOnlySpan<byte> line, int lineEnd, out Record record)
    {
        var bounded = ahead.Length > StagingLimits.RecordBytes ? ahead[..StagingLimits.RecordBytes] : ahead;
        var scan = _quoted.Scan(bounded, _ended && bounded.Length == ahead.Length);
        if (scan.Outcome == ScanOutcome.NeedsMore && !_ended && ahead.Length < StagingLimits.RecordBytes)
        {
            record = default;
            return false;
        }

        if (scan.Outcome == ScanOutcome.Complete)
        {
            var text = ahead[..scan.Length];
            record = Take(text, scan.LineEnd, scan.Fields, scan.Flaws, lines: text.Count(_dialect.Newline) + 1);
            return true;
        }

        if (line.Length > StagingLimits.RecordBytes)
            return TakeTooLong(ahead, out record);
        record = Take(line, lineEnd, fields: 0, RecordFlaws.BrokenQuote, lines: 1);
        return true;
    }

    private bool TakeTooLong(ReadOnlySpan<byte> ahead, out Record record)
    {
        record = Take(ahead[..StagingLimits.RecordBytes], lineEnd: 0, fields: 0, RecordFlaws.TooLong, lines: 0);
        _skipping = true;
        return true;
    }

    private void Skip(ReadOnlySpan<byte> ahead, int newline)
    {
        _skipping = newline < 0;
        Advance(_skipping ? ahead.Length : newline + 1, lines: _skipping ? 0 : 1);
    }

    private Record Take(ReadOnlySpan<byte> text, int lineEnd, int fields, RecordFlaws flaws, int lines)
    {
        LineEnds |= lineEnd == 2 ? LineEnds.ReturnAndFeed : lineEnd == 1 ? LineEnds.Single : LineEnds.None;
        var record = new Record(text, _ordinal++, _line, _offset + _window.Start, fields, flaws);
        Advance(text.Length + lineEnd, lines);
        return record;
    }

    private void Advance(int bytes, int lines)
    {
        _window.Start += bytes;
        _line += lines;
    }

    private bool IsPadded(ReadOnlySpan<byte> line) =>
        line[0] == ' ' || line[^1] == ' ' || line.IndexOf([(byte)' ', _dialect.Delimiter]) >= 0 || line.IndexOf([_dialect.Delimiter, (byte)' ']) >= 0;
}
