using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Moves messages that no consumer of the endpoint wants to <c>&lt;queue&gt;_skipped</c>.</summary>
internal sealed class SqsSkippedTransport(SqsReceiveEndpointContext context, string destination)
    : MoveTransport(context, destination), IDeadLetterTransport
{
    public Task Send(ReceiveContext context, string reason) =>
        MoveAsync(context, attributes => attributes[MessageHeaders.Reason] = string.IsNullOrWhiteSpace(reason) ? "Unspecified" : reason);
}
