namespace RetailBus.Contracts.Messages;


/// <summary>A stage to the saga, now and then during long work: it moves on. Extends the deadline and is shown with the run.</summary>
public sealed record StageProgress
{
    public required Guid BatchId { get; init; }

    /// <summary>The attempt at work; that of another one extends nothing.</summary>
    public required int Attempt { get; init; }

    /// <summary>One of <see cref="Names.StageNames"/>: <c>transform</c> or <c>load</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Rows handled so far, by the stage's own count; a row may count more than once on its way.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes read and written so far.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the stage was seen to move; the deadline is counted from then.</summary>
    public required DateTimeOffset At { get; init; }
}
