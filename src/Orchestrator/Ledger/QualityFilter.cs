namespace RetailBus.Orchestrator.Ledger;

/// <summary>Which completed runs of a dataset make a trend.</summary>
public sealed record QualityFilter
{
    public const int MaxLimit = 200;

    /// <summary><see cref="Store"/> for runs of files that hold several stores.</summary>
    public const string SeveralStores = "";

    public required string Dataset { get; init; }

    /// <summary>Only files of this store alone; <see cref="SeveralStores"/>; null for all.</summary>
    public string? Store { get; init; }

    /// <summary>Only runs that started before; null for all.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>. Default 20.</summary>
    public int Limit { get; init; } = 20;
}
