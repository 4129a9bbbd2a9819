using Amazon.Runtime;
using Amazon.SQS;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs;

/// <summary>The connection to SNS and SQS, without the fluent interface.</summary>
public sealed class AmazonSqsHostSettings
{
    /// <summary>The region's system name; also the host part of the bus's addresses.</summary>
    public required string Region { get; init; }

    /// <summary>Part of the addresses; null for none.</summary>
    public string? Scope { get; set; }

    /// <summary>Prefix topic names with the scope. Default false.</summary>
    public bool ScopeTopics { get; set; }

    /// <summary>Null for the SDK's default chain.</summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>Null for the region's own endpoint.</summary>
    public AmazonSQSConfig? SqsConfig { get; set; }

    /// <summary>Null for the region's own endpoint.</summary>
    public AmazonSimpleNotificationServiceConfig? SnsConfig { get; set; }

    /// <summary>Null for all headers that are text.</summary>
    public AllowTransportHeader? AllowTransportHeader { get; set; }

    public AmazonSqsDeliveryOptions Delivery { get; set; } = new();

    /// <summary><c>amazonsqs://region/scope</c>.</summary>
    public Uri HostAddress => new UriBuilder(AmazonSqsEndpointAddress.Scheme, Region) { Path = Scope ?? "" }.Uri;
}
