using Microsoft.Win32.SafeHandles;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Erasing;

/// <summary>Finds the records of a key in a staged file, and writes the file without them.</summary>
internal static class FileCleaning
{
    private const int Chunk = 1 << 20;

    public static async Task<FoundRecords> FindAsync(StagedFile staged, RecordMatch match, CancellationToken cancellationToken)
    {
        var found = new FoundRecords(staged.Bytes);
        await using var source = new FileStream(staged.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        using var reader = new RecordReader(source) { Dialect = match.Dialect };
        do
        {
            while (reader.TryRead(out var record))
                match.See(record, found);
        }
        while (await reader.FillAsync(cancellationToken));
        return found;
    }

    /// <summary>Everything of the staged file but the found records, each with its line end.</summary>
    public static async Task WriteAsync(StagedFile staged, FoundRecords found, Stream target, CancellationToken cancellationToken)
    {
        using var source = File.OpenHandle(staged.Path, options: FileOptions.Asynchronous);
        var from = 0L;
        foreach (var (begin, end) in found.Ranges)
        {
            await CopyAsync(source, from, begin, target, cancellationToken);
            from = end;
        }

        await CopyAsync(source, from, staged.Bytes, target, cancellationToken);
    }

    private static async Task CopyAsync(SafeFileHandle source, long from, long to, Stream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[(int)Math.Min(Chunk, Math.Max(0, to - from))];
        while (from < to)
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, to - from));
            var read = await RandomAccess.ReadAsync(source, wanted, from, cancellationToken);
            if (read == 0)
                throw new IOException("The staged file ended early.");
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            from += read;
        }
    }
}
