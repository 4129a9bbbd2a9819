namespace RetailBus.Cli.Bench;

/// <summary>What was measured did not do its work, so that its time means nothing.</summary>
internal sealed class BenchException(string message) : Exception(message);
