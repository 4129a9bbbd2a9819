namespace RetailBus.Contracts.Runs;


/// <summary>How far the stage at work was when it last told.</summary>
public sealed record RunProgress
{
    /// <summary>One of <see cref="Names.StageNames"/>: <c>transform</c> or <c>load</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Rows handled so far, by the stage's own count; a row may count more than once on its way.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes read and written so far.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the stage was seen to move (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}
