using System.ComponentModel.DataAnnotations;

namespace RetailBus.Platform.Bus;

/// <summary>The bus over SNS and SQS; section <c>Bus</c>.</summary>
public sealed class BusOptions
{
    public const string Section = "Bus";

    /// <summary>
    /// After how many deliveries a message that never comes to its end (it kills the process, say) is set aside in
    /// <c>&lt;queue&gt;_dead</c>. 1 to 1000. Default 10.
    /// </summary>
    [Range(1, 1000)]
    public int MaxReceiveCount { get; set; } = 10;

    /// <summary>
    /// How long a stopping service waits for its long polls to end by themselves, in seconds, 0 to 60. Default 21: a poll is never
    /// cut off, so that no message is stranded on Amazon SQS. Less where the broker takes back what a cut poll did not get.
    /// </summary>
    [Range(0, 60)]
    public double PollStopSeconds { get; set; } = 21;
}
