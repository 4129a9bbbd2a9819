using System.Diagnostics;
using System.Globalization;

namespace RetailBus.Benchmarks.Sagas;

/// <summary>Counts this process's calls of fsync and fdatasync with strace, which slows the process: never while time is taken.</summary>
internal static class StracedSyncs
{
    private const string Strace = "/usr/bin/strace";
    private static readonly string[] Calls = ["fsync", "fdatasync"];

    /// <returns>Null where strace is missing or may not attach.</returns>
    public static async Task<long?> CountAsync(Func<Task> work)
    {
        if (!File.Exists(Strace))
            return null;

        var output = Path.GetTempFileName();
        var start = new ProcessStartInfo(
            Strace, ["-f", "-c", "-e", $"trace={string.Join(',', Calls)}", "-o", output, "-p", $"{Environment.ProcessId}"])
        {
            RedirectStandardError = true,
        };
        using var strace = Process.Start(start)!;
        var attached = (await strace.StandardError.ReadLineAsync())?.Contains("attached", StringComparison.Ordinal) == true;
        var rest = strace.StandardError.ReadToEndAsync();
        if (attached)
            await work();
        using (var interrupt = Process.Start("kill", ["-INT", $"{strace.Id}"]))
            await interrupt.WaitForExitAsync();
        await strace.WaitForExitAsync();
        await rest;
        var count = attached ? (await File.ReadAllLinesAsync(output)).Sum(CallsIn) : (long?)null;
        File.Delete(output);
        return count;
    }

    /// <summary>A line of the summary: share, seconds, microseconds for each call, calls, errors if any, name.</summary>
    private static long CallsIn(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return cells.Length >= 5 && Calls.Contains(cells[^1]) ? long.Parse(cells[3], CultureInfo.InvariantCulture) : 0;
    }
}
