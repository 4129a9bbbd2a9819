using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>
/// Section <c>Notifications</c>: where batches that failed, are held or are overdue, and overdue deliveries, are told to people. Off when no <see cref="Url"/> is
/// set; the log tells of them in any case.
/// </summary>
/// <remarks>
/// Each notification is one POST of a JSON body. <c>RetailBus-Event</c> names the event, <c>RetailBus-Delivery</c> is an id that is the
/// same for every delivery of one notification: whoever receives it may get it more than once and goes by that id.
/// <c>RetailBus-Signature</c> is <c>t=TIME,v1=SIGNATURE</c>: TIME in Unix seconds, and SIGNATURE the lower-case hex HMAC-SHA256, with
/// <see cref="Secret"/> in UTF-8 as its key, of TIME, a dot, and the body's bytes. A receiver computes it anew, compares in constant time,
/// and refuses a TIME that is more than a few minutes off. Any 2xx takes the notification; 408, 429, 5xx and no answer are tried again;
/// every other answer is final, and the message goes to the error queue.
/// </remarks>
public sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>Characters that a secret has at least.</summary>
    public const int ShortestSecret = 16;

    /// <summary>Where to POST, http or https. It may carry a token, so it is kept out of log and traces. Default none: off.</summary>
    public Uri? Url { get; set; }

    /// <summary>Signs the notifications; at least 16 characters, needed with a <see cref="Url"/>. A secret.</summary>
    public string? Secret { get; set; }

    /// <summary>
    /// The front door's address as the receivers of notifications reach it, for the link to the run. Default <c>http://127.0.0.1:8080</c>.
    /// </summary>
    [Required]
    public Uri RunsUrl { get; set; } = new("http://127.0.0.1:8080");

    /// <summary>After which an answer is no longer waited for. 100 ms to 2 minutes. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of a delivery, the first included; then the message goes to the error queue. 1 to 100. Default 12.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 12;

    /// <summary>Wait before the second try; it doubles up to <see cref="LongestDelay"/>, with jitter. 1 ms to 10 minutes. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait between later tries. 1 ms to 1 hour. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMinutes(5);
}
