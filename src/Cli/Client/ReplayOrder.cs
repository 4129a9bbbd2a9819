namespace RetailBus.Cli.Client;

/// <summary>Which batches to replay; null leaves a criterion out.</summary>
internal sealed record ReplayOrder
{
    public string? Dataset { get; init; }

    public string? Store { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public required int Concurrency { get; init; }

    public required bool DryRun { get; init; }

    public required string Actor { get; init; }

    public string? Reason { get; init; }
}
