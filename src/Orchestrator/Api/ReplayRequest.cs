using RetailBus.Orchestrator.Replays;

namespace RetailBus.Orchestrator.Api;

/// <summary>Body of <c>POST /api/replays</c>.</summary>
public sealed record ReplayRequest
{
    public const int MaxConcurrency = 64;

    public string? Dataset { get; init; }

    /// <summary>A store's id.</summary>
    public string? Store { get; init; }

    public string? State { get; init; }

    /// <summary>First landing time (UTC), included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Landing time (UTC) from which on runs are left out.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Batches in flight at a time, 1 to <see cref="MaxConcurrency"/>. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>True to be told what would be replayed, and nothing else.</summary>
    public bool DryRun { get; init; }

    public string? Actor { get; init; }

    /// <summary>Why; on the timeline of every run. Not needed to ask what would be replayed.</summary>
    public string? Reason { get; init; }

    internal ReplaySelection Selection() => new() { Dataset = Dataset, Store = Store, State = State, From = From, To = To };

    internal OperatorRequest Operator() => new(DryRun ? Reason ?? "-" : Reason, Actor);

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem() => Concurrency is < 1 or > MaxConcurrency
        ? $"concurrency is {Concurrency}; give 1 to {MaxConcurrency}."
        : Selection().Problem() ?? Operator().Problem();
}
