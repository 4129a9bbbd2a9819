using RetailBus.Orchestrator.Api;

namespace RetailBus.Orchestrator.Queues;

/// <summary>Body of <c>POST /api/queues/{name}/redrive</c>.</summary>
/// <param name="Max">Messages to move at most, 1 or more; null for as many as wait now.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
/// <param name="Actor">Who; <c>operator</c> when left out. At most 100 characters.</param>
public sealed record RedriveRequest(int? Max, string? Reason, string? Actor)
{
    internal OperatorRequest Operator => new(Reason, Actor);

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() => Max is < 1 ? $"max is {Max}; give 1 or more, or leave it out to move all." : Operator.Problem();
}
