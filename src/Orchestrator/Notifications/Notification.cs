using RetailBus.Contracts.Batches;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>The body of a notification.</summary>
public sealed record Notification
{
    /// <summary>The same for every delivery.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>batch.failed</c>, <c>batch.held</c>, <c>batch.overdue</c>, <c>delivery.overdue</c> or <c>delivery.arrived</c>.</summary>
    public required string Event { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null of a delivery.</summary>
    public Guid? Batch { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The object as <c>s3://bucket/key</c>; null of a delivery.</summary>
    public string? Object { get; init; }

    /// <summary>Which store owes the delivery, or owed it; null of a batch.</summary>
    public string? Store { get; init; }

    /// <summary>The delivery's day in the contract's time zone; null of a batch.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The stage that failed or is overdue; null when held.</summary>
    public string? Stage { get; init; }

    /// <summary>One of <see cref="FailureCodes"/> when failed.</summary>
    public string? Code { get; init; }

    /// <summary>What is wrong and what to do, for a person.</summary>
    public required string Reason { get; init; }

    /// <summary>The run's address; null of a delivery.</summary>
    public Uri? Run { get; init; }
}
