using System.Buffers;
using System.Collections.Concurrent;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>
/// Buffers of 64 KiB: the HTTP server receives into one buffer at a time, and with its own of 4 KiB a large body costs sixteen times the
/// system calls. So many as are in use at once are kept, up to 16 MiB. Thread-safe.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    private const int BlockBytes = 64 * 1024;
    private const int MaxKept = 256;
    private readonly ConcurrentQueue<byte[]> _free = new();

    public override int MaxBufferSize => BlockBytes;

    /// <exception cref="ArgumentOutOfRangeException">More is wanted than a buffer has.</exception>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        var bytes = _free.TryDequeue(out var kept) ? kept : GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);
        return new Block(this, bytes);
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private void Return(byte[] bytes)
    {
        if (_free.Count < MaxKept)
            _free.Enqueue(bytes);
    }

    private sealed class Block(BlockPool pool, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? _bytes = bytes;

        public Memory<byte> Memory => _bytes ?? throw new ObjectDisposedException(nameof(Block));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, null) is { } returned)
                pool.Return(returned);
        }
    }
}
