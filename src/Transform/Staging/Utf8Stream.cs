using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Yields valid UTF-8 whatever it reads: bytes that are no part of a valid sequence are taken for Latin-1 (as <see cref="Windows1252"/>), one character each. Streaming
/// can't look ahead to the file's end to decide for one of the two; and text in Latin-1 is hardly ever valid UTF-8 by chance.
/// </summary>
internal sealed class Utf8Stream(Stream source) : ReadStream
{
    private const int Chunk = 128 * 1024;
    private readonly byte[] _input = new byte[Chunk];
    private readonly byte[] _output = new byte[3 * Chunk];
    private int _held;
    private ReadOnlyMemory<byte> _ready;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !_ended)
        {
            var read = await source.ReadAsync(_input.AsMemory(_held), cancellationToken);
            _ended = read == 0;
            _ready = Normalize(_held + read);
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    /// <summary>Normalizes the input's first bytes; a sequence that the end cuts is held for the next time.</summary>
    private ReadOnlyMemory<byte> Normalize(int length)
    {
        _held = 0;
        if (Utf8.IsValid(_input.AsSpan(0, length)))
        {
            _input.AsSpan(0, length).CopyTo(_output);
            return _output.AsMemory(0, length);
        }

        var (read, written) = (0, 0);
        while (read < length)
        {
            var status = Rune.DecodeFromUtf8(_input.AsSpan(read, length - read), out _, out var consumed);
            if (status == OperationStatus.Done)
            {
                _input.AsSpan(read, consumed).CopyTo(_output.AsSpan(written));
                (read, written) = (read + consumed, written + consumed);
            }
            else if (status == OperationStatus.NeedMoreData && !_ended)
            {
                break;
            }
            else
            {
                written += new Rune(Windows1252.Character(_input[read++])).EncodeToUtf8(_output.AsSpan(written));
            }
        }

        _held = length - read;
        _input.AsSpan(read, _held).CopyTo(_input);
        return _output.AsMemory(0, written);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
