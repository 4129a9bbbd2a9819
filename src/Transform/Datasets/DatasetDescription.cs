namespace RetailBus.Transform.Datasets;

/// <summary>A dataset as people and pages need to know it.</summary>
public sealed record DatasetDescription(
    string Name, string Version, string Description, bool HeaderOptional, string OnReland, double? RejectLimit, IReadOnlyList<ColumnDescription> Columns)
{
    internal static DatasetDescription Of(DatasetContract contract) => new(
        contract.Name,
        contract.Version,
        contract.Description,
        contract.HeaderOptional,
        contract.OnReland,
        contract.RejectLimit,
        [.. contract.Columns.Select(ColumnDescription.Of)]);
}
