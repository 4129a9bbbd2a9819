using System.Globalization;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Holds a data directory for one process; the operating system lets go of it when the process dies.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process holds the directory.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        var lockPath = Path.Combine(directory, "local-cloud.lock");
        var holderPath = Path.Combine(directory, "local-cloud.holder");
        FileStream file;
        try
        {
            file = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            var holder = File.Exists(holderPath) ? $"process {File.ReadAllText(holderPath)}" : "another process";
            throw new IOException(
                $"The data directory {Path.GetFullPath(directory)} is in use by {holder}. Stop it, or choose another data directory.",
                failure);
        }

        File.WriteAllText(holderPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataDirectoryLock(file);
    }

    public void Dispose() => _file.Dispose();
}
