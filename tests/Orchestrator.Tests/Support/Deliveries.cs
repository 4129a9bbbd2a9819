using System.Collections.Concurrent;
using MassTransit;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>What the bus carried: lets a test wait until a message was handled, and see what the saga sent and published.</summary>
internal sealed class Deliveries : IConsumeObserver, ISendObserver, IPublishObserver
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _handled = new();

    /// <summary>What went to other queues than the saga's own.</summary>
    public ConcurrentQueue<object> Sent { get; } = new();

    public ConcurrentQueue<object> Published { get; } = new();

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
        if (context.DestinationAddress?.AbsolutePath.EndsWith(QueueNames.Orchestrate, StringComparison.Ordinal) != true)
            Sent.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        Published.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
