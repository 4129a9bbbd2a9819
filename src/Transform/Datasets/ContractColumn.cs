namespace RetailBus.Transform.Datasets;

/// <summary>One column of a dataset's files.</summary>
public sealed record ContractColumn
{
    /// <summary>The name that rules and messages use.</summary>
    public required string Name { get; init; }

    /// <summary>Names that a header may carry for it, <see cref="Name"/> or the physical name first; case does not matter.</summary>
    public required IReadOnlyList<string> HeaderNames { get; init; }

    public required LogicalType Type { get; init; }

    public required bool Required { get; init; }

    /// <summary>The canonical column that it fills; null when it only serves rules, the key or derived columns.</summary>
    public string? Canonical { get; init; }

    /// <summary>Place in the row's key, from 1; null outside the key.</summary>
    public int? KeyPosition { get; init; }

    /// <summary>Formats of a time in the order tried: <c>yyyy MM dd HH mm ss SSS</c> patterns, or <see cref="Iso8601"/>.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>IANA zone of times that carry no offset. Default UTC.</summary>
    public string TimeZone { get; init; } = Utc;

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    /// <summary>Regular expression (of what <see cref="Rules.PortablePattern"/> reads) that the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values allowed, exactly as written; empty for any.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Whether no two rows of a file may have the same value. Default: false.</summary>
    public bool Unique { get; init; }

    /// <summary>Earliest time allowed, UTC.</summary>
    public DateTimeOffset? MinimumTime { get; init; }

    /// <summary>Latest time allowed, UTC.</summary>
    public DateTimeOffset? MaximumTime { get; init; }

    /// <summary>Characters (Unicode code points) that a text has at least.</summary>
    public int? MinLength { get; init; }

    /// <summary>Characters (Unicode code points) that a text has at most.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Text that stands where a row, or the whole file, has no value; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether spaces around the value are no part of it. Default: true.</summary>
    public bool Trim { get; init; } = true;

    /// <summary>What parts a number's whole from its fraction. Default: a point.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>What may part a number's thousands; null for nothing.</summary>
    public char? GroupSeparator { get; init; }

    public PiiTreatment Pii { get; init; }

    /// <summary>Whether <c>extra</c> keeps the value under the column's name. Default: false; for columns without canonical name.</summary>
    public bool KeepInExtra { get; init; }

    internal bool IsLocalTime => Type == LogicalType.Timestamp && TimeZone != Utc;

    internal bool IsInExtra => KeepInExtra && Pii != PiiTreatment.Drop;

    internal bool IsPlainNumber => DecimalSeparator == '.' && GroupSeparator is null;

    public const string Iso8601 = "ISO 8601";

    public const string Utc = "UTC";

    internal bool IsCalled(string header) => HeaderNames.Any(name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase));
}
