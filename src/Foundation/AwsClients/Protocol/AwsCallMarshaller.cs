using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace RetailBus.AwsClients.Protocol;

internal sealed class AwsCallMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly AwsCallMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (AwsCall)input;
        var request = new DefaultRequest(call, call.Service.Id) { HttpMethod = "POST", ResourcePath = "/" };
        call.WriteTo(request);
        return request;
    }
}
