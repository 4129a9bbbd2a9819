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

    /// <summary>Regular expression (RE2 syntax) that the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values allowed, exactly as written; empty for any.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    public string? Description { get; init; }

    public const string Iso8601 = "ISO 8601";

    public const string Utc = "UTC";

    internal bool IsCalled(string header) => HeaderNames.Any(name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase));
}
