using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace RetailBus.AwsClients.Protocol;

/// <summary>The configured address, or the region's standard host for the service.</summary>
internal sealed class AwsEndpointProvider(ClientConfig config) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (!string.IsNullOrEmpty(config.ServiceURL)) return new Endpoint(config.ServiceURL);
        var region = config.RegionEndpoint ?? throw new AmazonClientException(
            "No AWS region is configured: set Region, ServiceUrl or the AWS_REGION environment variable.");
        return new Endpoint($"https://{config.RegionEndpointServiceName}.{region.SystemName}.{region.PartitionDnsSuffix}/");
    }
}
