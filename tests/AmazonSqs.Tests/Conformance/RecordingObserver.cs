using MassTransit;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Writes down what MassTransit tells observers.</summary>
public sealed class RecordingObserver : ISendObserver, IReceiveObserver, IConsumeObserver, IPublishObserver
{
    public Journal Journal { get; } = new();

    public Task PreSend<T>(SendContext<T> context)
        where T : class => WriteAsync("sending", typeof(T));

    public Task PostSend<T>(SendContext<T> context)
        where T : class => WriteAsync("sent", typeof(T));

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => WriteAsync("send fault", typeof(T));

    public Task PreReceive(ReceiveContext context) => WriteAsync("receiving", typeof(object));

    public Task PostReceive(ReceiveContext context) => WriteAsync("received", typeof(object));

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => WriteAsync("consumed by", typeof(T));

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => WriteAsync("consume fault by", typeof(T));

    public Task ReceiveFault(ReceiveContext context, Exception exception) => WriteAsync("receive fault", typeof(object));

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => WriteAsync("consuming", typeof(T));

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => WriteAsync("consumed", typeof(T));

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => WriteAsync("consume fault", typeof(T));

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => WriteAsync("publishing", typeof(T));

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => WriteAsync("published", typeof(T));

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => WriteAsync("publish fault", typeof(T));

    private Task WriteAsync(string kind, Type message)
    {
        Journal.Write(kind, message.Name);
        return Task.CompletedTask;
    }
}
