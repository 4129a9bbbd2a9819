namespace RetailBus.Warehouse.Erasing;

/// <summary>Body of <c>POST /api/warehouse/expirations</c>: rows of a dataset that landed before a time are to go.</summary>
public sealed record RowExpiry
{
    /// <summary>Of the sweep; one sweep expires a zone of a dataset once.</summary>
    public required Guid SweepId { get; init; }

    public required string Dataset { get; init; }

    /// <summary><see cref="Warehouse"/> for current rows, <see cref="History"/> for those that are not.</summary>
    public required string Zone { get; init; }

    /// <summary>Rows that landed before this go.</summary>
    public required DateTimeOffset CutOff { get; init; }

    /// <summary>
    /// History only: before when current rows go. A row whose load is active may become current again, and goes when it is older than both;
    /// null for not at all.
    /// </summary>
    public DateTimeOffset? CurrentCutOff { get; init; }

    /// <summary>Who asks.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the rows are only counted.</summary>
    public bool DryRun { get; init; }

    public const string Warehouse = "warehouse";
    public const string History = "history";
}
