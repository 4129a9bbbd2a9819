namespace RetailBus.Contracts.Retaining;

/// <summary>What a sweep did in one zone of one dataset.</summary>
public sealed record RetentionEntry
{
    public required string Dataset { get; init; }

    /// <summary>One of <see cref="RetentionZones"/>.</summary>
    public required string Zone { get; init; }

    /// <summary>What landed before this goes.</summary>
    public required DateTimeOffset CutOff { get; init; }

    /// <summary>Objects removed; in a dry run, those that would be.</summary>
    public long Objects { get; init; }

    /// <summary>Bytes of those objects.</summary>
    public long Bytes { get; init; }

    /// <summary>Rows of the warehouse or its history removed, likewise.</summary>
    public long Rows { get; init; }

    /// <summary>
    /// Objects that are old enough and stay: their run is not at its end, or none is known, or they are resubmissions that further ones go
    /// on from.
    /// </summary>
    public long Kept { get; init; }

    /// <summary>Objects that are being removed now. They are not counted until they are gone.</summary>
    public IReadOnlyList<ExpiringObject> Pending { get; init; } = [];

    /// <summary>Why it is not done; null when it is, or was not tried yet.</summary>
    public string? Problem { get; init; }

    public bool IsDone { get; init; }
}
