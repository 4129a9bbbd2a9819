namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>So many zeros.</summary>
internal sealed class ZeroStream(long size) : ForwardStream
{
    private long _left = size;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, _left);
        buffer[..count].Clear();
        _left -= count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
