using Amazon;
using Amazon.Runtime;

namespace RetailBus.AwsClients;

/// <summary>Our options on an SDK client's configuration, to the same effect as with our own clients.</summary>
internal static class VendorConfig
{
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static void Apply(ClientConfig config, AwsClientOptions options)
    {
        if (options.Problems() is { } problems)
            throw new ArgumentException(problems, nameof(options));
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = options.MaxErrorRetry;
        config.MaxStaleConnectionRetries = 0; // a resent request whose answer was lost is a second message
        config.Timeout = options.Timeout;
        if (options.ServiceUrl is { } url)
        {
            config.ServiceURL = url.ToString();
            config.AuthenticationRegion = options.Region ?? "us-east-1";
        }
        else if (options.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
    }
}
