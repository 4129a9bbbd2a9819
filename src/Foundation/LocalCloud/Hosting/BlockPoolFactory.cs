using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Gives the HTTP server its buffers.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
}
