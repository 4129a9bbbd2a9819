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
    internal static ColumnDescription Of(ContractColumn column) => new(
        column.HeaderNames[0],
        column.Type.ToString().ToLowerInvariant(),
        column.Required,
        column.KeyPosition is not null,
        column.Type == LogicalType.Timestamp ? column.Formats : [],
        column.Description);
}
