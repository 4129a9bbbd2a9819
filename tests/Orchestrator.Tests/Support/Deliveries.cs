using System.Collections.Concurrent;
using System.Text.Json;
using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>What the bus carried: lets a test wait until a message was handled, and see what the saga sent and published.</summary>
internal sealed class Deliveries : IConsumeObserver, ISendObserver
{
    private static readonly string[] Internal = [QueueNames.Orchestrate, QueueNames.Replay, QueueNames.Deliveries];
    private const string UrnOfMessages = "urn:message:RetailBus.Contracts.Messages:";

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _handled = new();

    /// <summary>What left the outbox, in order, but for what went to the sagas.</summary>
    public ConcurrentQueue<object> Sent { get; } = new();

    public Task Handled(Guid messageId)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _handled[messageId] = source;
        return source.Task;
    }

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (_handled.TryRemove(context.MessageId!.Value, out var source))
            source.SetResult();
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
    {
        if (_handled.TryRemove(context.MessageId!.Value, out var source))
            source.SetException(exception);
        return Task.CompletedTask;
    }

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class
    {
        if (!Internal.Any(queue => context.DestinationAddress?.AbsolutePath.EndsWith(queue, StringComparison.Ordinal) == true))
            Sent.Enqueue(Read(context.Serializer.GetMessageBody(context).GetBytes()));
        return Task.CompletedTask;
    }

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private static object Read(byte[] envelope)
    {
        using var json = JsonDocument.Parse(envelope);
        var urn = json.RootElement.GetProperty("messageType")[0].GetString()!;
        Assert.StartsWith(UrnOfMessages, urn, StringComparison.Ordinal);
        var type = typeof(LoadBatch).Assembly.GetType($"{typeof(LoadBatch).Namespace}.{urn[UrnOfMessages.Length..]}", throwOnError: true)!;
        return json.RootElement.GetProperty("message").Deserialize(type, JsonSerializerOptions.Web)!;
    }
}
