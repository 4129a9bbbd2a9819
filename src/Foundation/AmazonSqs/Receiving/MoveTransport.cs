using System.Text;
using Amazon.SQS.Model;
using MassTransit;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Sending;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Moves a message to a queue beside its own: the body as it came, its attributes but those of earlier moves, and why.</summary>
internal abstract class MoveTransport(SqsReceiveEndpointContext context, string destination)
{
    private readonly AsyncCache<string> _deployed = new();

    protected SqsReceiveEndpointContext Context { get; } = context;

    protected async Task MoveAsync(ReceiveContext receiveContext, Action<Dictionary<string, string>> addReason)
    {
        var message = Compose(receiveContext, addReason);
        try
        {
            await SendAsync(message);
        }
        catch (QueueDoesNotExistException)
        {
            _deployed.Forget(destination);
            Context.Broker.ForgetQueue(destination);
            await SendAsync(message);
        }
    }

    private async Task SendAsync(OutgoingMessage message)
    {
        await _deployed.GetAsync(
            destination, () => Context.Broker.Deployment.DeploySideQueueAsync(destination, CancellationToken.None), CancellationToken.None);
        var queue = await Context.Broker.GetQueueAsync(destination, CancellationToken.None);
        await queue.SendAsync(new QueueMessage(message.Body, message.Attributes, 0), message.Bytes, CancellationToken.None);
    }

    private OutgoingMessage Compose(ReceiveContext receiveContext, Action<Dictionary<string, string>> addReason)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (receiveContext.TryGetPayload(out SqsReceiveContext? received))
        {
            foreach (var (key, value) in received.Content.Attributes.Where(a => !a.Key.StartsWith("MT-", StringComparison.Ordinal)))
                attributes[key] = value;
        }

        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        addReason(reasons);
        foreach (var (key, value) in reasons)
            attributes[key] = value.Length <= MessageAttributes.MaxReasonLength ? value : value[..MessageAttributes.MaxReasonLength];
        attributes = MessageAttributes.Limit(attributes);
        var body = receiveContext.Body.GetString();
        var bytes = Encoding.UTF8.GetByteCount(body);
        // a body that fills the limit leaves no room for a reason; it must be movable all the same
        while (attributes.Count > 0 && bytes + MessageAttributes.Size(attributes) > Context.Broker.Options.MaxQueueMessageBytes)
            attributes.Remove(attributes.Keys.Last());
        return new OutgoingMessage(body, attributes, bytes + MessageAttributes.Size(attributes));
    }
}
