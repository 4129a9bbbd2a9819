using System.IO.Compression;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Unpacks a gzip file to its very end. .NET takes whatever follows the packed data that is no gzip for padding and passes over it, rows
/// too. So a packed seal is put behind the file: if it does not come out last, something before it was passed over.
/// </summary>
internal sealed class WholeGzip(Stream packed) : ReadStream
{
    private const int Chunk = 64 * 1024;
    private static readonly byte[] Seal = Guid.NewGuid().ToByteArray();
    private readonly GZipStream _unpacked = new(new SealedStream(packed, Pack(Seal)), CompressionMode.Decompress);
    private readonly byte[] _held = new byte[Chunk];
    private int _count;
    private bool _ended;

    /// <exception cref="InvalidDataException">The packed data is damaged.</exception>
    /// <exception cref="BatchRejectedException">The file goes on after the packed data.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_ended && _count <= Seal.Length)
        {
            var read = await _unpacked.ReadAsync(_held.AsMemory(_count), cancellationToken);
            _count += read;
            _ended = read == 0;
            if (_ended && !_held.AsSpan(0, _count).SequenceEqual(Seal))
            {
                throw new BatchRejectedException(
                    FailureCodes.Unreadable,
                    "The file goes on after the end of its packed (gzip) part, and what follows can't be read. "
                    + "Pack all of it again and land it again.");
            }
        }

        var count = Math.Min(buffer.Length, _count - Seal.Length);
        _held.AsSpan(0, count).CopyTo(buffer.Span);
        _held.AsSpan(count, _count - count).CopyTo(_held);
        _count -= count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
            gzip.Write(content);
        return result.ToArray();
    }

    /// <summary>A file, then the seal. Owns the file.</summary>
    private sealed class SealedStream(Stream file, ReadOnlyMemory<byte> seal) : ReadStream
    {
        private ReadOnlyMemory<byte> _seal = seal;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await file.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                return read;

            var count = Math.Min(buffer.Length, _seal.Length);
            _seal[..count].CopyTo(buffer);
            _seal = _seal[count..];
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
