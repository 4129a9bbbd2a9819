using System.Globalization;

namespace RetailBus.Transform.Datasets;

/// <summary>A file's column as people and pages need to know it.</summary>
/// <param name="Name">As a header calls it.</param>
/// <param name="Type">text, number, integer, boolean or timestamp.</param>
/// <param name="Required">Whether every row needs a value.</param>
/// <param name="Key">Whether it is part of the row's identity.</param>
/// <param name="Formats">Of timestamps; otherwise empty.</param>
/// <param name="Description">What it means, where the contract says so.</param>
public sealed record ColumnDescription(string Name, string Type, bool Required, bool Key, IReadOnlyList<string> Formats, string? Description)
{
    /// <summary>What the warehouse calls it, and searches it by; null for a column that has no place of its own there.</summary>
    public string? Canonical { get; init; }

    /// <summary>Other names that a header may carry for it; case does not matter.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Whether a value may stand in a file once only.</summary>
    public required bool Unique { get; init; }

    /// <summary>Smallest number, or earliest time in ISO 8601.</summary>
    public string? Minimum { get; init; }

    /// <summary>Largest number, or latest time in ISO 8601.</summary>
    public string? Maximum { get; init; }

    /// <summary>Characters at least.</summary>
    public int? MinLength { get; init; }

    /// <summary>Characters at most.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Regular expression that the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values allowed; empty for any.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>What stands in the place of a missing value.</summary>
    public string? Default { get; init; }

    /// <summary>Of numbers: what parts the whole from the fraction.</summary>
    public string? DecimalSeparator { get; init; }

    /// <summary>Of times: the IANA zone of those without offset.</summary>
    public string? TimeZone { get; init; }

    /// <summary>drop, hash or mask for personal data.</summary>
    public string? PersonalData { get; init; }

    internal static ColumnDescription Of(ContractColumn column)
    {
        var isTime = column.Type == LogicalType.Timestamp;
        var isNumber = column.Type is LogicalType.Number or LogicalType.Integer;
        return new ColumnDescription(
            column.HeaderNames[0], Word(column.Type), column.Required, column.KeyPosition is not null, isTime ? column.Formats : [], column.Description)
        {
            Canonical = column.Canonical,
            Aliases = [.. column.HeaderNames.Skip(1)],
            Unique = column.Unique,
            Minimum = column.Minimum?.ToString(CultureInfo.InvariantCulture) ?? Shown(column.MinimumTime),
            Maximum = column.Maximum?.ToString(CultureInfo.InvariantCulture) ?? Shown(column.MaximumTime),
            MinLength = column.MinLength,
            MaxLength = column.MaxLength,
            Pattern = column.Pattern,
            AcceptedValues = column.AcceptedValues,
            Default = column.Default,
            DecimalSeparator = isNumber ? $"{column.DecimalSeparator}" : null,
            TimeZone = isTime ? column.TimeZone : null,
            PersonalData = column.Pii == PiiTreatment.None ? null : Word(column.Pii),
        };
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Shown(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
