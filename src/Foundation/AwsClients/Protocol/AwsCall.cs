using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace RetailBus.AwsClients.Protocol;

/// <summary>One call of an operation, which writes itself into the SDK's request.</summary>
internal abstract class AwsCall(AwsService service) : AmazonWebServiceRequest
{
    public AwsService Service { get; } = service;

    public abstract void WriteTo(IRequest request);
}
