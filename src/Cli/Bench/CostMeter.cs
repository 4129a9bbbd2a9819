using System.Diagnostics;

namespace RetailBus.Cli.Bench;

/// <summary>Measures what a piece of work takes of this process.</summary>
internal sealed class CostMeter(TimeProvider time)
{
    public async Task<Cost> MeasureAsync(Func<Task> work)
    {
        var (begun, cpu) = (time.GetTimestamp(), Cpu());
        await work();
        return new Cost(time.GetElapsedTime(begun).TotalSeconds, (Cpu() - cpu).TotalSeconds);
    }

    /// <summary>The most memory that this process ever had resident, in bytes.</summary>
    public static long PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }

    /// <summary>User and system, of all threads since the process began.</summary>
    public static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
