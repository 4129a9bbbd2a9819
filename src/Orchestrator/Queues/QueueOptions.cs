using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Queues;

/// <summary>Section <c>Orchestrator:Queues</c>.</summary>
public sealed class QueueOptions
{
    public const string Section = OrchestratorOptions.Section + ":Queues";

    /// <summary>Work queues to watch over besides the stages' own. Default none.</summary>
    public IList<string> Also { get; set; } = [];

    /// <summary>Messages of one error, skipped or dead-letter queue that are looked at for their causes. 10 to 1000. Default 100.</summary>
    [Range(10, 1000)]
    public int PeekMessages { get; set; } = 100;

    /// <summary>
    /// How long a look at a queue's messages counts for everyone who asks: looking hides them for a moment from whoever wants to move
    /// them. Depths are always those of now. 0 to 1 hour. Default 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PeekPeriod { get; set; } = TimeSpan.FromSeconds(10);
}
