namespace RetailBus.Contracts.Runs;


/// <summary>How a run stood when someone decided what to do about it.</summary>
/// <param name="State">One of <see cref="RunState"/>.</param>
/// <param name="Attempt">The run's attempt.</param>
public sealed record SeenRun(string State, int Attempt);
