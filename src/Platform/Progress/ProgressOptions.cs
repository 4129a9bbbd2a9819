using System.ComponentModel.DataAnnotations;

namespace RetailBus.Platform.Progress;

/// <summary>Section <c>Progress</c>: how often a stage at long work says that it moves on.</summary>
public sealed class ProgressOptions
{
    public const string Section = "Progress";

    /// <summary>
    /// At most one message a batch in this time, and none from work that is shorter. Must be well below the orchestrator's deadlines.
    /// 100 ms to 1 hour. Default 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);
}
