using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Configuration;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>What sending to a queue and publishing to a topic have in common.</summary>
internal abstract class SqsSendTransportContext : BaseSendTransportContext, SendTransportContext<PipeContext>
{
    private readonly TransportSetHeaderAdapter<string> _headers;

    protected SqsSendTransportContext(SqsHostConfiguration host, ISerialization serialization, string entityName)
        : base(host, serialization)
    {
        Broker = host.Broker;
        EntityName = entityName;
        _headers = new TransportSetHeaderAdapter<string>(
            new StringHeaderConverter(host.Settings.AllowTransportHeader), TransportHeaderOptions.IncludeFaultMessage);
    }

    public override string EntityName { get; }

    public override string ActivitySystem => "aws_sqs";

    protected SqsBroker Broker { get; }

    protected abstract int MaxMessageBytes { get; }

    public Task Send(IPipe<PipeContext> pipe, CancellationToken cancellationToken = default) =>
        pipe.Send(new SendPipeContext(cancellationToken));

    public override async Task<SendContext<T>> CreateSendContext<T>(
        T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
    {
        var context = new MessageSendContext<T>(message, cancellationToken);
        await pipe.Send(context);
        return context;
    }

    public Task<SendContext<T>> CreateSendContext<T>(
        PipeContext context, T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
        where T : class =>
        CreateSendContext(message, pipe, cancellationToken);

    public async Task Send<T>(PipeContext transportContext, SendContext<T> sendContext)
        where T : class
    {
        var context = (MessageSendContext<T>)sendContext;
        context.CancellationToken.ThrowIfCancellationRequested();
        var delay = DelayOf(context);
        var message = OutgoingMessage.Create(context, _headers, EntityName, MaxMessageBytes);
        await SendAsync(message, delay, typeof(T), context.CancellationToken);
    }

    public override IEnumerable<IAgent> GetAgentHandles() => [];

    public void Probe(ProbeContext context) => context.CreateScope("sqs").Add("entity", EntityName);

    /// <summary>Seconds; throws where the destination knows no such delay.</summary>
    protected abstract int DelaySeconds(TimeSpan delay);

    protected abstract Task SendAsync(OutgoingMessage message, int delaySeconds, Type messageType, CancellationToken cancellationToken);

    private int DelayOf<T>(MessageSendContext<T> context)
        where T : class =>
        context.Delay is { } delay && delay > TimeSpan.Zero ? DelaySeconds(delay) : 0;

    private sealed class SendPipeContext(CancellationToken cancellationToken) : BasePipeContext(cancellationToken);
}
