using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>Which operator command a run takes in which state; the saga and the API both go by this.</summary>
public static class OperatorRules
{
    private static readonly Dictionary<OperatorAction, string[]> Allowed = new()
    {
        [OperatorAction.Retry] = [RunState.Failed],
        [OperatorAction.Release] = [RunState.Held, RunState.Duplicate],
        [OperatorAction.Cancel] = [RunState.Transforming, RunState.Loading, RunState.Held, RunState.Failed],
        [OperatorAction.Replay] = [RunState.Completed, RunState.Duplicate, RunState.Failed, RunState.Cancelled],
    };

    /// <summary>Why the command does nothing now, in words, or null when it would do something.</summary>
    /// <param name="action">What the operator wants.</param>
    /// <param name="state">The run's state, of <see cref="RunState"/>.</param>
    /// <param name="attemptsInPass">Attempts used since the run began or was last replayed.</param>
    /// <param name="maxAttempts">Attempts that a run may use.</param>
    public static string? Refusal(OperatorAction action, string state, int attemptsInPass, int maxAttempts)
    {
        if (!Allowed[action].Contains(state))
        {
            var states = string.Join(" or ", Allowed[action]);
            return $"The run is {state}; {Verb(action)} is for runs that are {states}.";
        }

        return action == OperatorAction.Retry && attemptsInPass >= maxAttempts
            ? $"The run has used its {maxAttempts} attempts. Replay it after mending the cause, or cancel it."
            : null;
    }

    /// <summary>
    /// Whether the run is still what was judged. A cancel holds for its attempt, however far that has come meanwhile; one who did not look
    /// takes it as it is.
    /// </summary>
    /// <param name="action">What the operator wants.</param>
    /// <param name="seen">The run as the operator saw it; null when not known.</param>
    /// <param name="state">The run's state now.</param>
    /// <param name="attempt">The run's attempt now.</param>
    public static bool IsAsSeen(OperatorAction action, SeenRun? seen, string state, int attempt) =>
        seen is null || (seen.Attempt == attempt && (action == OperatorAction.Cancel || seen.State == state));

    /// <summary>The command's name, as the API and the command line spell it.</summary>
    public static string Verb(OperatorAction action) => action switch
    {
        OperatorAction.Retry => "retry",
        OperatorAction.Release => "release",
        OperatorAction.Cancel => "cancel",
        _ => "replay",
    };
}
