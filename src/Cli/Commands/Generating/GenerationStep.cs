namespace RetailBus.Cli.Commands.Generating;

/// <summary>How far a generation is.</summary>
/// <param name="Orders">Put into the delivery stream.</param>
/// <param name="Lines">Of those orders.</param>
/// <param name="Rows">That can be queried.</param>
internal sealed record GenerationStep(int Orders, long Lines, long Rows);
