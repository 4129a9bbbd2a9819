using System.Diagnostics;
using System.Text.Json;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Keeps the DuckDB file to one process, and tells every other one who has it.</summary>
internal sealed class HolderLock : IDisposable
{
    private readonly FileStream _lock;

    private HolderLock(FileStream held) => _lock = held;

    /// <exception cref="WarehouseHeldException">Another process (or another host in this one) has the file.</exception>
    public static HolderLock Take(string databasePath, TimeProvider time)
    {
        var holderPath = databasePath + ".holder";
        FileStream held;
        try
        {
            held = new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new WarehouseHeldException(databasePath, ReadHolder(holderPath), e);
        }

        using var self = Process.GetCurrentProcess();
        File.WriteAllText(
            holderPath,
            JsonSerializer.Serialize(new Holder(Environment.ProcessId, self.ProcessName, Environment.MachineName, time.GetUtcNow())));
        return new HolderLock(held);
    }

    /// <summary>The lock goes; the files stay: taking one away would let two newcomers lock two files of one name.</summary>
    public void Dispose() => _lock.Dispose();

    private static string? ReadHolder(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllText(path)) is { } holder
                ? $"process {holder.ProcessId} ({holder.ProcessName}) on {holder.Machine}, since {holder.Since:u}"
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // the holder is just writing it
        }
    }

    private sealed record Holder(int ProcessId, string ProcessName, string Machine, DateTimeOffset Since);
}
