using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Gives the HTTP server its buffers: all of its queues the same, so that idle ones keep none of their own.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>, IDisposable
{
    private readonly BlockPool _pool = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => _pool;

    public void Dispose() => _pool.Dispose();
}
