using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>An operation's name and its parameters, in the shape of the JSON protocol.</summary>
internal sealed record SqsRequest(string Operation, JsonDocument Parameters) : IDisposable
{
    public void Dispose() => Parameters.Dispose();
}
