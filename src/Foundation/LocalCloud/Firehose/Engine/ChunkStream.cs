using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>The records of a delivery, one after the other with nothing between; holds one call's records at a time.</summary>
internal sealed class ChunkStream(FirehoseStore store, long delivery) : Stream
{
    private long _chunk;
    private ReadOnlyMemory<byte> _data;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_data.IsEmpty)
        {
            if (store.Database.Read(session => DeliveryTable.ChunkAfter(session, delivery, _chunk)) is not { } next)
                return 0;
            _chunk = next.Id;
            _data = next.Data;
        }

        var count = Math.Min(buffer.Length, _data.Length);
        _data.Span[..count].CopyTo(buffer);
        _data = _data[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
