using System.Globalization;

namespace RetailBus.Cli.Stack;

/// <summary>Names the process that listens on a port, where the system tells (Linux).</summary>
internal static class PortHolder
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];
    private const string Listening = "0A";
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;

    /// <summary>A sentence for the user whose port is taken.</summary>
    public static string Explain(int port, string option)
    {
        var holder = Find(port) is { } found ? $" by {found}" : "";
        return $"Port {port} is taken{holder}. Stop that process, or choose another port with {option} (0 for any free one).";
    }

    private static string? Find(int port)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        var inodes = Tables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length > Inode && cells[State] == Listening && PortOf(cells[LocalAddress]) == port)
            .Select(cells => $"socket:[{cells[Inode]}]")
            .ToHashSet();
        return inodes.Count == 0
            ? null
            : Directory.EnumerateDirectories("/proc").Where(IsProcess).Where(process => Holds(process, inodes)).Select(Name).FirstOrDefault();
    }

    private static int PortOf(string address) =>
        int.TryParse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port) ? port : -1;

    private static bool IsProcess(string folder) => Path.GetFileName(folder).All(char.IsAsciiDigit);

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => new FileInfo(file).LinkTarget is { } link && sockets.Contains(link));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false; // another user's process, or one that has just ended
        }
    }

    private static string Name(string process)
    {
        var id = Path.GetFileName(process);
        try
        {
            return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {id})";
        }
        catch (IOException)
        {
            return $"process {id}";
        }
    }
}
