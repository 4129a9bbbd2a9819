using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace RetailBus.AwsClients.Protocol;

/// <summary>Sets the request's endpoint; none of our services has endpoint parameters of its own.</summary>
internal sealed class AwsEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
}
