namespace RetailBus.LocalCloud.Faults;

/// <summary>
/// The faults that the local cloud commits on request, for testing its clients. The n-th request of an operation, and the n-th
/// message of a queue, meet the same fault whenever the plan is the same.
/// </summary>
public sealed record FaultPlan
{
    private const int MaxRules = 100;
    private static readonly string[] Services = ["firehose", "s3", "sns", "sqs"];

    /// <summary>No faults; the default.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Decides which requests and messages are struck. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>At most 100. Of several rules for one request the first that strikes counts.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    internal IEnumerable<string> Errors()
    {
        if (Rules.Count > MaxRules)
            yield return $"Faults has {Rules.Count} rules: at most {MaxRules} are allowed.";
        foreach (var (index, rule) in Rules.Index())
        {
            var name = $"Rule {index} of Faults ({rule.Kind})";
            if (!Enum.IsDefined(rule.Kind))
                yield return $"{name} is of no known kind.";
            if (rule.Share is not (>= 0 and <= 1))
                yield return $"{name} has the share {rule.Share}: it must be 0 to 1.";
            if (rule.Service is not null && !Services.Contains(rule.Service))
                yield return $"{name} names the service '{rule.Service}': it must be one of {string.Join(", ", Services)}.";
            if (rule.IsOfDeliveries && (rule.Operation is not null || rule.Service is not (null or "sqs")))
                yield return $"{name} is about deliveries of SQS: limit it by queue, not by service or operation.";
            if (!rule.IsOfDeliveries && rule.Queue is not null)
                yield return $"{name} is about requests: limit it by service or operation, not by queue.";
            if (rule.Kind != FaultKind.DelayedDelivery && rule.MaxDelayMilliseconds is not null)
                yield return $"{name} delays nothing: leave maxDelayMilliseconds out.";
            if (rule.LongestDelay is < 1 or > FaultRule.LongestDelayMilliseconds)
                yield return $"{name} delays by {rule.LongestDelay} ms: it must be 1 to {FaultRule.LongestDelayMilliseconds}.";
        }
    }
}
