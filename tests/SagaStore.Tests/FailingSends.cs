using MassTransit;

namespace RetailBus.SagaStore.Tests;

/// <summary>A broker that can't be reached for the first send of a message type; notes which receives fail.</summary>
internal sealed class FailingSends<TMessage> : ISendObserver, IReceiveObserver
    where TMessage : class
{
    private int _sends;
    private int _faults;

    public int Sends => Volatile.Read(ref _sends);

    /// <summary>Messages whose receive endpoint would set them aside.</summary>
    public int ReceiveFaults => Volatile.Read(ref _faults);

    public Task PreSend<T>(SendContext<T> context)
        where T : class
    {
        var isWanted = context.SupportedMessageTypes.Contains(MessageUrn.ForTypeString<TMessage>());
        return isWanted && Interlocked.Increment(ref _sends) == 1 ? throw new IOException("The broker can't be reached.") : Task.CompletedTask;
    }

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        Interlocked.Increment(ref _faults);
        return Task.CompletedTask;
    }
}
