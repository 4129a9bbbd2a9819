namespace RetailBus.Cli.Client;

/// <summary>A column of a query's result.</summary>
internal sealed record QueryColumn(string Name, string Type);
