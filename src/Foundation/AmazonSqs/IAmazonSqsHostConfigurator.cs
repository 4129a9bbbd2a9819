using Amazon.Runtime;
using Amazon.SQS;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs;

/// <summary>Configures the connection to SNS and SQS.</summary>
public interface IAmazonSqsHostConfigurator
{
    /// <summary>With <see cref="SecretKey"/>: static credentials. Without any, the SDK's default chain is used.</summary>
    void AccessKey(string accessKey);

    void SecretKey(string secretKey);

    /// <summary>Credentials of any kind the SDK knows, in place of <see cref="AccessKey"/> and <see cref="SecretKey"/>.</summary>
    void Credentials(AWSCredentials credentials);

    /// <summary>
    /// A part of the addresses of this bus; with <paramref name="scopeTopics"/> also a prefix (<c>scope_</c>) of topic names.
    /// </summary>
    void Scope(string scope, bool scopeTopics = false);

    /// <summary>Prefixes topic names with the scope.</summary>
    void EnableScopedTopics();

    /// <summary>How SQS is reached, e.g. its ServiceURL. Default: the host's region.</summary>
    void Config(AmazonSQSConfig config);

    /// <summary>How SNS is reached, e.g. its ServiceURL. Default: the host's region.</summary>
    void Config(AmazonSimpleNotificationServiceConfig config);

    /// <summary>Decides which headers become message attributes. Default: all that are text.</summary>
    void AllowTransportHeader(AllowTransportHeader allowTransportHeader);

    /// <summary>Batching, retries, limits and shutdown.</summary>
    void Delivery(AmazonSqsDeliveryOptions options);
}
