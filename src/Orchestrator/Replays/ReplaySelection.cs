using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Replays;

/// <summary>Which runs to replay: those that every criterion fits. At least one has to be given.</summary>
public sealed record ReplaySelection
{
    /// <summary>States that are replayed when none is named: an operator's cancel stays, and a duplicate's rows are loaded already.</summary>
    private static readonly string[] Usual = [RunState.Completed, RunState.Failed];

    public string? Dataset { get; init; }

    /// <summary>Runs with rows of this store in the warehouse, current or in the history.</summary>
    public string? Store { get; init; }

    /// <summary>One of <see cref="RunState"/> that can be replayed; null for Completed and Failed.</summary>
    public string? State { get; init; }

    /// <summary>First landing time, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Landing time from which on runs are left out.</summary>
    public DateTimeOffset? To { get; init; }

    internal IEnumerable<string> States => State is null ? Usual : [State];

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem()
    {
        if (this is { Dataset: null, Store: null, State: null, From: null, To: null })
            return "Say which runs: give one or more of dataset, store, state, from and to.";
        if (From >= To)
            return $"from ({From:O}) is not before to ({To:O}); the range holds from and leaves out to.";
        return State is not null && OperatorRules.Refusal(OperatorAction.Replay, State, 1, 1) is { } refusal
            ? $"state is {State}. {refusal}"
            : null;
    }
}
