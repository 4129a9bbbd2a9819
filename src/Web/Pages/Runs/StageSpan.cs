using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Pages.Runs;

/// <summary>A part of a run's time.</summary>
/// <param name="Name">What happened in it.</param>
/// <param name="IsWaiting">Whether the run only waited for its turn.</param>
/// <param name="Start">From the attempt's start.</param>
/// <param name="Length">How long it took.</param>
public sealed record StageSpan(string Name, bool IsWaiting, TimeSpan Start, TimeSpan Length)
{
    /// <summary>The spans of a run's last attempt, in order. What an earlier attempt did, and what has not ended, is left out.</summary>
    public static IReadOnlyList<StageSpan> Of(RunDetail run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var times = run.Timings;
        var origin = run.Attempt == 1
            ? times.StartedAt
            : run.Timeline.FirstOrDefault(entry => entry.Attempt == run.Attempt)?.At ?? times.StartedAt;
        var transformed = times.TransformCompletedAt ?? origin;
        (string Name, bool IsWaiting, DateTimeOffset? From, DateTimeOffset? To)[] parts =
        [
            ("Waiting to transform", true, origin, times.TransformStartedAt),
            ("Transform", false, times.TransformStartedAt, times.TransformCompletedAt),
            ("Waiting to load", true, transformed < origin ? origin : transformed, times.LoadStartedAt),
            ("Load", false, times.LoadStartedAt, times.CommittedAt),
            ("Closing the run", true, times.CommittedAt, times.EndedAt),
        ];
        return
        [
            .. parts
                .Where(part => part is { From: not null, To: not null } && part.From >= origin && part.To >= part.From)
                .Select(part => new StageSpan(part.Name, part.IsWaiting, part.From!.Value - origin, part.To!.Value - part.From.Value)),
        ];
    }
}
