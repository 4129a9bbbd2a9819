namespace RetailBus.Cli.Client;

/// <summary>A column of a dataset's files.</summary>
internal sealed record DatasetColumn(string Name);
