using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Bench;

/// <summary>The requests to the cloud that <c>bench many</c> counted.</summary>
/// <param name="RunsAlone">Over which <see cref="RequestLine.PerRunAlone"/> was counted.</param>
/// <param name="RunsAtOnce">Over which <see cref="RequestLine.PerRunAtOnce"/> was counted.</param>
/// <param name="Streamed">Orders over which <see cref="RequestLine.PerThousandStreamed"/> was counted.</param>
/// <param name="IdleSeconds">From which the hour was scaled.</param>
/// <param name="Lines">By service and operation.</param>
internal sealed record RequestsReport(int RunsAlone, int RunsAtOnce, int Streamed, double IdleSeconds, IReadOnlyList<RequestLine> Lines)
{
    private const double SecondsPerHour = 3600;

    /// <summary>The lines added up by what they are billed as.</summary>
    public IReadOnlyList<RequestLine> Totals =>
    [
        .. Lines.GroupBy(line => line.BilledAs).OrderBy(lines => lines.Key, StringComparer.Ordinal).Select(lines => new RequestLine(
            "", "", "", lines.Key,
            Math.Round(lines.Sum(line => line.PerRunAlone), 2),
            Math.Round(lines.Sum(line => line.PerRunAtOnce), 2),
            Math.Round(lines.Sum(line => line.PerThousandStreamed), 2),
            IdleSeconds > 0 ? Math.Round(lines.Sum(line => line.PerIdleHour ?? 0), 1) : null)),
    ];

    public static RequestsReport Of(
        (int Runs, UsageCount Count) alone, (int Runs, UsageCount Count) atOnce, (int Orders, UsageCount Count) streamed, UsageCount? idle)
    {
        UsageCount?[] counts = [alone.Count, atOnce.Count, streamed.Count, idle];
        var lines = counts.SelectMany(count => count?.Lines ?? []).DistinctBy(Key).OrderBy(Key).Select(line => new RequestLine(
            line.Service, line.Operation, line.By.ToString().ToLowerInvariant(), BilledAs.Of(line),
            Math.Round((double)alone.Count.Units(line) / alone.Runs, 2),
            Math.Round((double)atOnce.Count.Units(line) / atOnce.Runs, 2),
            Math.Round(streamed.Count.Units(line) * 1_000.0 / streamed.Orders, 2),
            idle is null ? null : Math.Round(idle.Units(line) * SecondsPerHour / idle.Seconds, 1)));
        return new RequestsReport(alone.Runs, atOnce.Runs, streamed.Orders, Math.Round(idle?.Seconds ?? 0, 1), [.. lines]);
    }

    private static (string Service, string Operation, Requester By) Key(UsageLine line) => (line.Service, line.Operation, line.By);
}
