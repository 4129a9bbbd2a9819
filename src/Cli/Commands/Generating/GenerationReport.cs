using RetailBus.Contracts.Generations;

namespace RetailBus.Cli.Commands.Generating;

/// <summary>Where everything that a generation put has gone.</summary>
internal sealed record GenerationReport
{
    public required Guid GenerationId { get; init; }

    /// <summary>One of <see cref="GenerationState"/>.</summary>
    public required string State { get; init; }

    public required GenerationCounts Sent { get; init; }

    /// <summary>Orders a second from the first record to the last.</summary>
    public double? Rate { get; init; }

    /// <summary>Of the stream's objects since the generation began, other producers' records among them.</summary>
    public required StreamCounts Landed { get; init; }

    /// <summary>Rows of the generation that are current, from the warehouse.</summary>
    public required long CurrentRows { get; init; }

    /// <summary>Rows of the generation in the history: what came a second time.</summary>
    public required long HistoryRows { get; init; }

    /// <summary>
    /// Milliseconds from the object's Last-Modified, which S3 gives in whole seconds rounded down, to the load's commit: up to one second
    /// too long.
    /// </summary>
    public required Percentiles LandingToQueryableMs { get; init; }

    /// <summary>Milliseconds from the run's start to the load's commit.</summary>
    public required Percentiles RunToQueryableMs { get; init; }

    /// <summary>Lines that landed beyond those that were put once: put again after an answer that was lost, or by others.</summary>
    public long LandedAgain => Landed.Accepted + Landed.Quarantined + Landed.Duplicates - (Sent.Lines + Sent.RepeatedLines + Sent.BadLines);

    /// <summary>Whether every line that was put is where it belongs.</summary>
    public bool AllAccountedFor =>
        CurrentRows == Sent.Lines
        && Landed.Records == Landed.Headers + Landed.Accepted + Landed.Quarantined + Landed.Duplicates
        && Landed.Quarantined >= Sent.BadLines
        && LandedAgain >= 0
        && Landed.Unfinished == 0;

    /// <summary>Sums over runs.</summary>
    internal sealed record StreamCounts(
        int Objects,
        long Records,
        long Headers,
        long Accepted,
        long Quarantined,
        long Duplicates,
        long Inserted,
        long Unchanged,
        int Unfinished);

    /// <summary>Nearest rank.</summary>
    internal sealed record Percentiles(double P50, double P99, double Max);
}
