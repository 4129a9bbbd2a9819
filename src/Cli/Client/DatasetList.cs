namespace RetailBus.Cli.Client;

/// <summary>The datasets that the stack knows.</summary>
internal sealed record DatasetList(IReadOnlyList<DatasetInfo> Datasets);
