using RetailBus.Cli.Client;
using RetailBus.Cli.Demo;
using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Commands.Generating;

/// <summary>Follows a generation until it has ended and all that it put has come to rest, and counts what became of it.</summary>
internal sealed class GenerationFollower(RetailBusClient client, TimeProvider time, TimeSpan timeout)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Before its first record no object of a generation can have landed; S3 tells whole seconds, and clocks differ a little.
    /// </summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <param name="generation">What was started.</param>
    /// <param name="progress">Hears orders put and rows that can be queried.</param>
    /// <param name="cancellationToken">Ends the following, not the generation.</param>
    /// <exception cref="TimeoutException">Nothing moved for so long; the timeout begins anew with each progress.</exception>
    public async Task<GenerationReport> FollowAsync(
        StartedGeneration generation, IProgress<GenerationStep> progress, CancellationToken cancellationToken)
    {
        var last = new GenerationStep(0, 0, 0);
        var moved = time.GetTimestamp();
        while (true)
        {
            var status = await client.GenerationAsync(generation.GenerationId, cancellationToken);
            var (current, history) = await RowsAsync(generation.OrderIdPrefix, cancellationToken);
            var step = new GenerationStep(status.Sent.Orders, status.Sent.Lines, current);
            progress.Report(step);
            if (GenerationState.IsEnded(status.State) && current >= status.Sent.Lines)
            {
                var report = await ReportAsync(status, current, history, cancellationToken);
                if (report is { LandedAgain: >= 0, Landed.Unfinished: 0 })
                    return report;
            }

            if (step != last)
                (last, moved) = (step, time.GetTimestamp());
            if (time.GetElapsedTime(moved) > timeout)
            {
                throw new TimeoutException(
                    $"{current:N0} of {status.Sent.Lines:N0} rows can be queried, and for {timeout.TotalSeconds:0} s nothing moved. "
                    + "See: retailbus runs");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(long Current, long History)> RowsAsync(string prefix, CancellationToken cancellationToken)
    {
        var sql = $"select (select count(*) from order_lines where starts_with(order_id, '{prefix}')), "
            + $"(select count(*) from order_line_history where starts_with(order_id, '{prefix}'))";
        var row = (await client.QueryAsync(sql, 1, cancellationToken)).Rows[0];
        return (row[0].GetInt64(), row[1].GetInt64());
    }

    private async Task<GenerationReport> ReportAsync(
        GenerationStatus status, long current, long history, CancellationToken cancellationToken)
    {
        var since = (status.StartedAt ?? status.RequestedAt) - ClockTolerance;
        var runs = (await client.RunsSinceAsync(status.Dataset, since, cancellationToken))
            .Where(run => run.Object.Key[(run.Object.Key.LastIndexOf('/') + 1)..].StartsWith(status.Stream, StringComparison.Ordinal)
                && run.Object.LandedAt >= since)
            .ToList();
        var seconds = (status.EndedAt - status.StartedAt)?.TotalSeconds;
        return new GenerationReport
        {
            GenerationId = status.GenerationId,
            State = status.State,
            Sent = status.Sent,
            Rate = seconds > 0 ? Math.Round(status.Sent.Orders / seconds.Value, 1) : null,
            Landed = Sum(runs),
            CurrentRows = current,
            HistoryRows = history,
            LandingToQueryableMs = Times(runs, run => run.Object.LandedAt),
            RunToQueryableMs = Times(runs, run => run.Timings.StartedAt),
        };
    }

    private static GenerationReport.StreamCounts Sum(List<RunSummary> runs)
    {
        long Of(Func<RunRows, long?> term) => runs.Sum(run => term(run.Rows) ?? 0);
        return new GenerationReport.StreamCounts(
            runs.Count,
            Of(rows => rows.Landed),
            Of(rows => rows.Headers),
            Of(rows => rows.Accepted),
            Of(rows => rows.Quarantined),
            Of(rows => rows.Duplicates),
            Of(rows => rows.Inserted),
            Of(rows => rows.Unchanged),
            runs.Count(run => run.State != RunState.Completed));
    }

    private static GenerationReport.Percentiles Times(List<RunSummary> runs, Func<RunSummary, DateTimeOffset> begin)
    {
        var times = runs.Where(run => run.Timings.CommittedAt is not null)
            .Select(run => (run.Timings.CommittedAt!.Value - begin(run)).TotalMilliseconds)
            .Order()
            .ToList();
        return times.Count == 0
            ? new GenerationReport.Percentiles(0, 0, 0)
            : new GenerationReport.Percentiles(
                LatencyProbe.Percentile(times, 0.5), LatencyProbe.Percentile(times, 0.99), LatencyProbe.Percentile(times, 1));
    }
}
