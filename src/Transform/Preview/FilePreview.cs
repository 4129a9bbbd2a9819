using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Preview;

/// <summary>The beginning of a file as a dataset's contract reads it, before the file lands.</summary>
public sealed record FilePreview
{
    public required string Dataset { get; init; }

    /// <summary>Whether the file begins with a line of column names; if not, the columns are the contract's, in its order.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>Of the file, in its order.</summary>
    public required IReadOnlyList<PreviewColumn> Columns { get; init; }

    /// <summary>Records that were looked at, headers included.</summary>
    public required long Records { get; init; }

    public required long Accepted { get; init; }

    public required long Quarantined { get; init; }

    /// <summary>Repeats of a row within what was looked at.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Names of the rows' values.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>The first accepted rows.</summary>
    public required IReadOnlyList<PreviewRow> Rows { get; init; }

    /// <summary>The first rows that would go to quarantine.</summary>
    public required IReadOnlyList<QuarantinedRow> Bad { get; init; }

    /// <summary>Why the file would not be taken at all; null when it would.</summary>
    public string? Refusal { get; init; }
}
