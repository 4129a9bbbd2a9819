using Amazon.Runtime;
using Amazon.SQS;
using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class HostConfigurator : IAmazonSqsHostConfigurator
{
    private string? _accessKey;
    private string? _secretKey;

    public HostConfigurator(Uri hostAddress)
    {
        if (hostAddress.Scheme != AmazonSqsEndpointAddress.Scheme)
            throw new ConfigurationException(
                $"The host address '{hostAddress}' must have the form {AmazonSqsEndpointAddress.Scheme}://region.");
        Settings = new AmazonSqsHostSettings
        {
            Region = hostAddress.Host,
            Scope = hostAddress.AbsolutePath.Trim('/') is { Length: > 0 } scope ? scope : null,
        };
    }

    public AmazonSqsHostSettings Settings { get; }

    public void AccessKey(string accessKey)
    {
        _accessKey = accessKey;
        SetCredentials();
    }

    public void SecretKey(string secretKey)
    {
        _secretKey = secretKey;
        SetCredentials();
    }

    public void Credentials(AWSCredentials credentials) => Settings.Credentials = credentials;

    public void Scope(string scope, bool scopeTopics = false)
    {
        Settings.Scope = scope;
        if (scopeTopics) Settings.ScopeTopics = true;
    }

    public void EnableScopedTopics() => Settings.ScopeTopics = true;

    public void Config(AmazonSQSConfig config) => Settings.SqsConfig = config;

    public void Config(AmazonSimpleNotificationServiceConfig config) => Settings.SnsConfig = config;

    public void AllowTransportHeader(AllowTransportHeader allowTransportHeader) => Settings.AllowTransportHeader = allowTransportHeader;

    public void Delivery(AmazonSqsDeliveryOptions options) => Settings.Delivery = options;

    private void SetCredentials()
    {
        if (_accessKey is not null && _secretKey is not null) Settings.Credentials = new BasicAWSCredentials(_accessKey, _secretKey);
    }
}
