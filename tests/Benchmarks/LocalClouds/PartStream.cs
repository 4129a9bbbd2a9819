namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>So many bytes of another stream, from where that one stands.</summary>
internal sealed class PartStream(Stream whole, long length) : ForwardStream
{
    private long _left = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await whole.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }
}
