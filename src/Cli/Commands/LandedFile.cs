using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Commands;

/// <summary>What became of one file that was landed.</summary>
internal sealed record LandedFile
{
    /// <summary>It stands in the raw zone; its run was not waited for.</summary>
    public const string Landed = "Landed";

    /// <summary>The stack did not take it.</summary>
    public const string Refused = "Refused";

    public required string File { get; init; }

    public Guid? BatchId { get; init; }

    /// <summary>The run's state, or <see cref="Landed"/> or <see cref="Refused"/>.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public RunRows Rows { get; init; } = new();

    internal bool IsSuccess => State is Landed or RunState.Completed or RunState.Duplicate;
}
