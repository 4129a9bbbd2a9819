using MassTransit;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Sending;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Moves messages whose consumer failed to <c>&lt;queue&gt;_error</c>.</summary>
internal sealed class SqsErrorTransport(SqsReceiveEndpointContext context, string destination)
    : MoveTransport(context, destination), IErrorTransport
{
    private readonly TransportSetHeaderAdapter<string> _headers =
        new(new StringHeaderConverter(null), TransportHeaderOptions.IncludeFaultMessage);

    public Task Send(ExceptionReceiveContext context) =>
        MoveAsync(context, attributes =>
        {
            foreach (var header in context.ExceptionHeaders.GetAll()) _headers.Set(attributes, new HeaderValue(header.Key, header.Value));
        });
}
