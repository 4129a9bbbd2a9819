namespace RetailBus.Contracts.Rows;


/// <summary>One rule that a record broke.</summary>
public sealed record QuarantineReason
{
    /// <summary>The rule's name, e.g. <c>required</c>, <c>type</c>, <c>total_amount_matches</c>, <c>conflicting key</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The file's column; null where the rule is about the whole record.</summary>
    public string? Column { get; init; }

    /// <summary>The value as it stands in the file.</summary>
    public string? Value { get; init; }

    /// <summary>A sentence for a person: what is wrong and what was expected.</summary>
    public required string Message { get; init; }
}
