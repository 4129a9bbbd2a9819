using Amazon.Runtime;

namespace RetailBus.AwsClients.Protocol;

/// <summary>What an unmarshaller read. The SDK's generic constraint asks for the parameterless constructor.</summary>
internal sealed class AwsResponse<T> : AmazonWebServiceResponse
{
    public T? Value { get; init; }
}
