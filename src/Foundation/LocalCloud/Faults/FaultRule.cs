namespace RetailBus.LocalCloud.Faults;

/// <summary>One kind of fault, how often it strikes, and where.</summary>
public sealed record FaultRule
{
    internal const int LongestDelayMilliseconds = 15 * 60 * 1000;

    public required FaultKind Kind { get; init; }

    /// <summary>The part of the requests, messages or deliveries that it strikes, 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary><c>s3</c>, <c>sqs</c>, <c>sns</c> or <c>firehose</c>; null for all. Not for deliveries, which are of SQS.</summary>
    public string? Service { get; init; }

    /// <summary>The API's name of an operation, e.g. <c>SendMessageBatch</c>; null for all. Not for deliveries.</summary>
    public string? Operation { get; init; }

    /// <summary>For deliveries: the name of a queue; null for all.</summary>
    public string? Queue { get; init; }

    /// <summary>For <see cref="FaultKind.DelayedDelivery"/>: the longest delay in milliseconds, 1 to 900,000; null for 1,000.</summary>
    public int? MaxDelayMilliseconds { get; init; }

    internal int LongestDelay => MaxDelayMilliseconds ?? 1000;

    internal bool IsOfDeliveries => Kind is FaultKind.DuplicateDelivery or FaultKind.DelayedDelivery or FaultKind.ReorderedDelivery;

    internal bool AppliesTo(string service, string operation) =>
        !IsOfDeliveries && (Service is null || Service == service) && (Operation is null || Operation == operation);

    internal bool AppliesTo(FaultKind kind, string queue) => Kind == kind && (Queue is null || Queue == queue);
}
