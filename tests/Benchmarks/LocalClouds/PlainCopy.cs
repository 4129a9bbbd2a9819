using System.Security.Cryptography;

namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>What a program does that copies a file and wants it to be on disk.</summary>
internal static class PlainCopy
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Makes a file of random bytes.</summary>
    public static async Task MakeAsync(string path, long size)
    {
        var block = new byte[BufferBytes];
        await using var file = File.Create(path);
        for (var left = size; left > 0; left -= block.Length)
        {
            RandomNumberGenerator.Fill(block);
            await file.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)));
        }
    }

    public static async Task CopyAsync(string source, string destination)
    {
        await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await StoreAsync(from, destination);
    }

    /// <summary>Writes a stream to a file and flushes it.</summary>
    public static async Task StoreAsync(Stream from, string destination)
    {
        await using var to = new FileStream(destination, FileMode.Create, FileAccess.Write, FileShare.None, 0, useAsync: true);
        await from.CopyToAsync(to, BufferBytes);
        to.Flush(flushToDisk: true);
    }
}
