namespace RetailBus.Web.Api;

/// <summary>A column of a dataset's files.</summary>
/// <param name="Name">As a header calls it.</param>
/// <param name="Key">Whether it is part of a row's identity.</param>
/// <param name="Description">What it means; null where the contract does not say.</param>
/// <param name="Canonical">What the warehouse calls it; null where the service does not say.</param>
public sealed record DatasetColumn(string Name, bool Key, string? Description, string? Canonical);
