namespace RetailBus.Contracts.Rows;


/// <summary>A record that broke rules, with all its reasons.</summary>
public sealed record QuarantinedRow
{
    /// <summary>Line of the file at which the record begins, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The record's text as it stands in the file.</summary>
    public required string Raw { get; init; }

    public required IReadOnlyList<QuarantineReason> Reasons { get; init; }
}
