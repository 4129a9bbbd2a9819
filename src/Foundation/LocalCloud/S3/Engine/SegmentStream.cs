using Microsoft.Win32.SafeHandles;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>
/// An object's bytes, read from its blobs one after the other. All blobs are opened first, so a deletion meanwhile does not break it.
/// </summary>
internal sealed class SegmentStream : Stream
{
    private readonly IReadOnlyList<Segment> _segments;
    private readonly List<SafeFileHandle> _files = [];
    private int _index;
    private long _offset;
    private long _left = long.MaxValue;

    /// <exception cref="FileNotFoundException">A blob has been deleted.</exception>
    public SegmentStream(BlobStore blobs, IReadOnlyList<Segment> segments)
    {
        _segments = segments;
        Length = segments.Sum(segment => segment.Length);
        try
        {
            foreach (var segment in segments)
                _files.Add(blobs.Open(segment.Blob));
        }
        catch (FileNotFoundException)
        {
            Close();
            throw;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Skips to a byte before reading starts, and ends after so many bytes, if there are more.</summary>
    public void Start(long position, long length = long.MaxValue)
    {
        _left = length;
        for (_index = 0; _index < _segments.Count && position >= _segments[_index].Length; _index++)
            position -= _segments[_index].Length;
        _offset = position;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_index < _segments.Count && _left > 0)
        {
            var left = _segments[_index].Length - _offset;
            if (left == 0)
            {
                _index++;
                _offset = 0;
                continue;
            }

            var wanted = buffer[..(int)Math.Min(Math.Min(left, _left), buffer.Length)];
            var read = await RandomAccess.ReadAsync(_files[_index], wanted, _offset, cancellationToken);
            if (read == 0 && wanted.Length > 0)
                throw new InvalidDataException($"Blob {_segments[_index].Blob} is shorter than its object says.");
            _offset += read;
            _left -= read;
            return read;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        foreach (var file in _files)
            file.Dispose();
        base.Dispose(disposing);
    }
}
