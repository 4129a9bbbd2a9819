namespace RetailBus.Contracts.Runs;


/// <summary>One transition of a run.</summary>
public sealed record TimelineEntry
{
    public required DateTimeOffset At { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The service or the operator.</summary>
    public required string Actor { get; init; }

    public required int Attempt { get; init; }

    public Guid? MessageId { get; init; }
}
