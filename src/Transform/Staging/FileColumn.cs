using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>A column as the file has it.</summary>
/// <param name="Name">As the header calls it, made unique; the contract's name where there is no header.</param>
/// <param name="Column">What the contract knows it as; null for a column that goes to <c>extra</c>.</param>
internal sealed record FileColumn(string Name, ContractColumn? Column);
