namespace RetailBus.AmazonSqs;

/// <summary>How SNS is reached. It has the name and the members of the AWS SDK's own type, whose package is not needed here.</summary>
public sealed class AmazonSimpleNotificationServiceConfig
{
    /// <summary>An endpoint in AWS's place; null for the region's own.</summary>
    public string? ServiceURL { get; set; }

    /// <summary>The region to sign for. Default: the host's.</summary>
    public string? AuthenticationRegion { get; set; }

    /// <summary>How often a failed call is tried again. Default 4, range 0 to 20.</summary>
    public int MaxErrorRetry { get; set; } = 4;

    /// <summary>How long one attempt may take. Default 30 s, range 1 s to 10 min.</summary>
    public TimeSpan? Timeout { get; set; }
}
