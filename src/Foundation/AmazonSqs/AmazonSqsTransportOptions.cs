namespace RetailBus.AmazonSqs;

/// <summary>The host from configuration (<c>services.Configure&lt;AmazonSqsTransportOptions&gt;</c>), used when Region is set.</summary>
public sealed class AmazonSqsTransportOptions
{
    /// <summary>The region's system name. Null: the bus calls <c>Host</c> itself.</summary>
    public string? Region { get; set; }

    public string? Scope { get; set; }

    /// <summary>With <see cref="SecretKey"/>: static credentials. Without, the SDK's default chain.</summary>
    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>One address for SNS and SQS in AWS's place; null for AWS.</summary>
    public Uri? ServiceUrl { get; set; }
}
