using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator;

/// <summary>Section <c>Orchestrator</c>.</summary>
public sealed class OrchestratorOptions
{
    public const string Section = "Orchestrator";

    /// <summary>Attempts of a run, the first included, until it has to be replayed or cancelled. Default 10, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Messages of the saga's queue handled at once. Default 16, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int ConcurrentMessages { get; set; } = 16;
}
