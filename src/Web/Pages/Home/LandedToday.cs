using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Pages.Home;

/// <summary>What landed since midnight, UTC.</summary>
/// <param name="Runs">Landed files.</param>
/// <param name="Rows">Their accepted rows.</param>
/// <param name="IsMore">Whether there were more runs than were looked at.</param>
public sealed record LandedToday(long Runs, long Rows, bool IsMore)
{
    internal static LandedToday Of(IReadOnlyList<RunSummary> newest, DateTimeOffset now, int most)
    {
        var today = newest.Where(run => run.Timings.LandedAt.UtcDateTime.Date == now.UtcDateTime.Date).ToList();
        return new LandedToday(today.Count, today.Sum(run => run.Rows.Accepted ?? 0), today.Count == most);
    }
}
