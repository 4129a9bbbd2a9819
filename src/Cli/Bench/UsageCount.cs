using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Bench;

/// <summary>The requests of a stretch of time.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="Lines">Those operations that were used.</param>
internal sealed record UsageCount(double Seconds, IReadOnlyList<UsageLine> Lines)
{
    public static UsageCount Between(IReadOnlyList<UsageLine> before, IReadOnlyList<UsageLine> after, double seconds) => new(
        seconds,
        [
            .. after.Select(line => before.FirstOrDefault(earlier => IsSame(earlier, line)) is { } earlier
                    ? line with { Requests = line.Requests - earlier.Requests, Units = line.Units - earlier.Units }
                    : line)
                .Where(line => line.Requests > 0),
        ]);

    /// <summary>What AWS charges by, of the line's operation.</summary>
    public long Units(UsageLine line) => Lines.FirstOrDefault(own => IsSame(own, line))?.Units ?? 0;

    private static bool IsSame(UsageLine left, UsageLine right) =>
        left.Service == right.Service && left.Operation == right.Operation && left.By == right.By;
}
