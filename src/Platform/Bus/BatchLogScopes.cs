using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Logging;

namespace RetailBus.Platform.Bus;

/// <summary>Gives every message type of an endpoint that is about a batch its <see cref="BatchLogScope{T}"/>.</summary>
/// <remarks>Filters from no container: one that is resolved would keep a service scope open over all tries of a message.</remarks>
internal sealed class BatchLogScopes : ConfigurationObserver, IMessageConfigurationObserver
{
    private readonly ILogger _logger;

    private BatchLogScopes(IConsumePipeConfigurator endpoint, ILogger logger)
        : base(endpoint)
    {
        _logger = logger;
        Connect(this);
    }

    public static void Add(IConsumePipeConfigurator endpoint, ILoggerFactory loggers) =>
        _ = new BatchLogScopes(endpoint, loggers.CreateLogger<BatchLogScopes>());

    public void MessageConfigured<TMessage>(IConsumePipeConfigurator configurator)
        where TMessage : class
    {
        if (BatchOfMessage<TMessage>.Find is { } batch)
        {
            configurator.AddPipeSpecification(
                new FilterPipeSpecification<ConsumeContext<TMessage>>(new BatchLogScope<TMessage>(_logger, batch)));
        }
    }
}
