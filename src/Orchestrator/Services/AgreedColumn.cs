namespace RetailBus.Orchestrator.Services;

/// <summary>A file's column, as its contract says.</summary>
/// <param name="Name">As a header calls it.</param>
/// <param name="Type">text, number, integer, boolean or timestamp.</param>
/// <param name="Canonical">What the warehouse calls it; null for a column that has no place of its own there.</param>
/// <param name="Description">What it means; null where the contract says nothing.</param>
/// <param name="PersonalData">drop, hash or mask; null for a column that holds none.</param>
internal sealed record AgreedColumn(string Name, string Type, string? Canonical, string? Description, string? PersonalData);
