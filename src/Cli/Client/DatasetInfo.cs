namespace RetailBus.Cli.Client;

/// <summary>A dataset's contract as the stack tells it.</summary>
internal sealed record DatasetInfo(string Name, IReadOnlyList<DatasetColumn> Columns);
