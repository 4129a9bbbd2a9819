using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace RetailBus.AwsClients.Protocol;

/// <summary>Reads an answer of the AWS JSON protocols; an empty body counts as <c>{}</c>.</summary>
internal sealed class JsonUnmarshaller<T>(Func<JsonElement, T> read, ServiceFault fault) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var document = Load(input.Stream);
        return new AwsResponse<T> { Value = read(document.RootElement) };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var requestId = input.ResponseData.GetHeaderValue("x-amzn-RequestId");
        try
        {
            using var document = Load(input.Stream);
            var root = document.RootElement;
            // "com.amazonaws.firehose#ResourceNotFoundException", also with an address after a colon
            var code = root.Text("__type")?.Split('#')[^1].Split(':')[0];
            return fault(root.Text("message") ?? root.Text("Message"), code, requestId, statusCode, innerException);
        }
        catch (JsonException)
        {
            return fault(null, null, requestId, statusCode, innerException);
        }
    }

    private static JsonDocument Load(Stream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.Length == 0 ? JsonDocument.Parse("{}") : JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }
}
