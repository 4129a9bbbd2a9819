using RetailBus.Contracts.Retaining;

namespace RetailBus.Transform.Datasets;

/// <summary>A dataset as people and pages need to know it.</summary>
public sealed record DatasetDescription(
    string Name, string Version, string Description, bool HeaderOptional, string OnReland, double? RejectLimit, IReadOnlyList<ColumnDescription> Columns)
{
    /// <summary>Characters that may part values.</summary>
    public required IReadOnlyList<string> Delimiters { get; init; }

    /// <summary>Whether identical lines are lines of their own.</summary>
    public required bool KeepIdenticalLines { get; init; }

    /// <summary>keep, drop, hash or mask: what becomes of columns that are not listed.</summary>
    public required string UnknownColumns { get; init; }

    /// <summary>Whether some column holds personal data, so that no text of a file should be shown or logged.</summary>
    public required bool HasPersonalData { get; init; }

    public required IReadOnlyList<DeliveryExpectation> Deliveries { get; init; }

    /// <summary>How long data is kept; empty for ever.</summary>
    public required IReadOnlyList<RetentionRule> Retention { get; init; }

    internal static DatasetDescription Of(DatasetContract contract) => new(
        contract.Name,
        contract.Version,
        contract.Description,
        contract.HeaderOptional,
        contract.OnReland,
        contract.RejectLimit,
        [.. contract.Columns.Select(ColumnDescription.Of)])
    {
        Delimiters = [.. contract.Delimiters.Select(delimiter => $"{delimiter}")],
        KeepIdenticalLines = contract.KeepIdenticalLines,
        UnknownColumns = contract.UnknownColumns == PiiTreatment.None ? "keep" : contract.UnknownColumns.ToString().ToLowerInvariant(),
        HasPersonalData = contract.HasPersonalData,
        Deliveries = contract.Deliveries,
        Retention = contract.Retention,
    };
}
