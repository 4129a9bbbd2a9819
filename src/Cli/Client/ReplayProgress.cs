namespace RetailBus.Cli.Client;

/// <summary>How far a replay is.</summary>
internal sealed record ReplayProgress(
    Guid ReplayId, string State, int Total, int Waiting, int InFlight, int Done, int Failed, IReadOnlyDictionary<string, int> Endings);
