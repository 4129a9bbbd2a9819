using System.Collections.Concurrent;
using System.Text.Json;
using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Lineage;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>What the bus carried: lets a test wait until a message was handled, and see what the saga sent and published.</summary>
internal sealed class Deliveries : IConsumeObserver, ISendObserver
{
    private static readonly string[] Internal = [QueueNames.Orchestrate, QueueNames.Replay, QueueNames.Deliveries, QueueNames.Lineage];
    private const string UrnOfMessages = "urn:message:RetailBus.Contracts.Messages:";

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _handled = new();

    /// <summary>What left the outbox, in order, but for what went to the sagas.</summary>
    public ConcurrentQueue<object> Sent { get; } = new();

    /// <summary>Contracts' messages that went to the sagas, the test's own and those that sagas sent to others.</summary>
    public ConcurrentQueue<object> SentToSagas { get; } = new();

    /// <summary>What runs told as lineage, in order.</summary>
    public ConcurrentQueue<TellLineage> ToLineage { get; } = new();

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
        if (context.Message is TellLineage step)
            ToLineage.Enqueue(step);
        var toSaga = Internal.Any(queue => context.DestinationAddress?.AbsolutePath.EndsWith(queue, StringComparison.Ordinal) == true);
        var message = Read(context.Serializer.GetMessageBody(context).GetBytes());
        Assert.True(toSaga || message is not null, $"{typeof(T)} is no message of the contracts.");
        if (message is not null)
            (toSaga ? SentToSagas : Sent).Enqueue(message);
        return Task.CompletedTask;
    }

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    /// <summary>Null for messages that sagas send to themselves only.</summary>
    private static object? Read(byte[] envelope)
    {
        using var json = JsonDocument.Parse(envelope);
        var urn = json.RootElement.GetProperty("messageType")[0].GetString()!;
        if (!urn.StartsWith(UrnOfMessages, StringComparison.Ordinal))
            return null;
        var type = typeof(LoadBatch).Assembly.GetType($"{typeof(LoadBatch).Namespace}.{urn[UrnOfMessages.Length..]}", throwOnError: true)!;
        return json.RootElement.GetProperty("message").Deserialize(type, JsonSerializerOptions.Web)!;
    }
}
