using MassTransit;

namespace RetailBus.SagaStore.Tests;

/// <summary>Takes every message.</summary>
internal sealed class EmptyEndpoint : ISendEndpoint
{
    public static EmptyEndpoint Instance { get; } = new();

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => throw new NotSupportedException();

    public Task Send<T>(T message, CancellationToken cancellationToken = default)
        where T : class => Task.CompletedTask;

    public Task Send<T>(T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken = default)
        where T : class => Task.CompletedTask;

    public Task Send<T>(T message, IPipe<SendContext> pipe, CancellationToken cancellationToken = default)
        where T : class => Task.CompletedTask;

    public Task Send(object message, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task Send(object message, Type messageType, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task Send(object message, IPipe<SendContext> pipe, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task Send(object message, Type messageType, IPipe<SendContext> pipe, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public Task Send<T>(object values, CancellationToken cancellationToken = default)
        where T : class => Task.CompletedTask;

    public Task Send<T>(object values, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken = default)
        where T : class => Task.CompletedTask;

    public Task Send<T>(object values, IPipe<SendContext> pipe, CancellationToken cancellationToken = default)
        where T : class => Task.CompletedTask;
}
