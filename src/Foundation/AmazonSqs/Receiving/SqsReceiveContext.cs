using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>One delivery as MassTransit's core sees it.</summary>
internal sealed class SqsReceiveContext : BaseReceiveContext
{
    private readonly SqsHeaders _headers;

    public SqsReceiveContext(Message message, SqsReceiveEndpointContext context)
        : base(IsRedelivery(message), context)
    {
        Message = message;
        Content = ReceivedContent.Read(message);
        Body = new StringMessageBody(Content.Body);
        _headers = new SqsHeaders(message, Content);
    }

    public Message Message { get; }

    public ReceivedContent Content { get; }

    public override MessageBody Body { get; }

    protected override IHeaderProvider HeaderProvider => _headers;

    private static bool IsRedelivery(Message message) =>
        message.Attributes?.GetValueOrDefault("ApproximateReceiveCount") is { } count && count != "1";
}
