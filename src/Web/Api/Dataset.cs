namespace RetailBus.Web.Api;

/// <summary>A dataset as its contract describes it.</summary>
public sealed record Dataset(string Name, string? Description, IReadOnlyList<DatasetColumn> Columns);
