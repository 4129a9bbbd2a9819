using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace RetailBus.AwsClients.Protocol;

/// <summary>Signing, retries, clock skew and cancellation of the AWS SDK's core for one service.</summary>
internal sealed class AwsServiceClient : AmazonServiceClient
{
    public AwsServiceClient(AwsService service, AwsClientOptions options)
        : base(options.Credentials, new AwsServiceConfig(service, options))
    {
    }

    public async Task<T> CallAsync<T>(AwsCall call, ResponseUnmarshaller unmarshaller, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions { RequestMarshaller = AwsCallMarshaller.Instance, ResponseUnmarshaller = unmarshaller };
        var response = await InvokeAsync<AwsResponse<T>>(call, options, cancellationToken);
        return response.Value!;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new AwsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthResolver());
    }
}
