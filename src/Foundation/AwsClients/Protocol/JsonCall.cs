using System.Text.Json;
using Amazon.Runtime.Internal;

namespace RetailBus.AwsClients.Protocol;

/// <summary>A call of the AWS JSON 1.1 protocol.</summary>
internal sealed class JsonCall(AwsService service, string target, Action<Utf8JsonWriter> write) : AwsCall(service)
{
    public override void WriteTo(IRequest request)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        request.Content = buffer.ToArray();
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = target;
    }
}
