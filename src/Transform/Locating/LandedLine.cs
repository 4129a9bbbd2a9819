using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Locating;

/// <summary>One line of a landed file that has the key asked for.</summary>
public sealed record LandedLine
{
    public required Guid RowKey { get; init; }

    /// <summary>Line of the file at which the record begins, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The record's text as it stands in the file, line ends within it included.</summary>
    public required string Raw { get; init; }

    /// <summary>1 for the first of identical lines; in a resubmission the number goes on from its parent's.</summary>
    public required long Occurrence { get; init; }

    /// <summary><c>accepted</c>, <c>duplicate</c> (a repeat of an earlier line of the file) or <c>quarantined</c>.</summary>
    public required string Fate { get; init; }

    /// <summary>Of a quarantined line; otherwise empty.</summary>
    public IReadOnlyList<QuarantineReason> Reasons { get; init; } = [];
}
