namespace RetailBus.Orchestrator.Api;

/// <summary>Body of an operator's request on a run.</summary>
/// <param name="Reason">Why, 1 to 500 characters; it goes on the run's timeline.</param>
/// <param name="Actor">Who; <c>operator</c> when left out. At most 100 characters.</param>
public sealed record OperatorRequest(string? Reason, string? Actor)
{
    private const int LongestReason = 500;
    private const int LongestActor = 100;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() => this switch
    {
        { Reason: null or { Length: 0 } } => "Say why: give a \"reason\"; it goes on the run's timeline.",
        { Reason.Length: > LongestReason } => $"The reason has {Reason.Length} characters; the most is {LongestReason}.",
        { Actor.Length: > LongestActor } => $"The actor has {Actor.Length} characters; the most is {LongestActor}.",
        _ => null,
    };

    public string ActorOrDefault => string.IsNullOrWhiteSpace(Actor) ? "operator" : Actor;
}
