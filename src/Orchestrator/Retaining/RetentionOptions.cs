using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>The retention sweep; section <c>Retention</c>. What is kept how long stands in the contracts.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Whether sweeps are made on a schedule. Without it they are only made when asked for. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// From the beginning of one scheduled sweep to the next one's, of all nodes together. 1 minute to 31 days. Default 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);
}
