using MassTransit;
using MassTransit.Configuration;
using MassTransit.Topology;

namespace RetailBus.AmazonSqs.Topology;

internal sealed class SqsTopologyConfiguration : ITopologyConfiguration
{
    private readonly IMessageTopologyConfigurator _message;
    private readonly ISendTopologyConfigurator _send;
    private readonly SqsConsumeTopology _consume = new SqsConsumeTopology();

    public SqsTopologyConfiguration(IMessageTopologyConfigurator message)
    {
        _message = message;
        _send = new SendTopology();
        _send.ConnectSendTopologyConfigurationObserver(new DelegateSendTopologyConfigurationObserver(GlobalTopology.Send));
        Publish = new SqsPublishTopology(message);
        Publish.ConnectPublishTopologyConfigurationObserver(new DelegatePublishTopologyConfigurationObserver(GlobalTopology.Publish));
        Publish.ConnectPublishTopologyConfigurationObserver(new PublishToSendTopologyConfigurationObserver(_send));
    }

    private SqsTopologyConfiguration(SqsTopologyConfiguration bus)
    {
        _message = bus._message;
        _send = bus._send;
        Publish = bus.Publish;
    }

    public SqsPublishTopology Publish { get; }

    IMessageTopologyConfigurator ITopologyConfiguration.Message => _message;

    ISendTopologyConfigurator ITopologyConfiguration.Send => _send;

    IPublishTopologyConfigurator ITopologyConfiguration.Publish => Publish;

    IConsumeTopologyConfigurator ITopologyConfiguration.Consume => _consume;

    /// <summary>The bus's names and settings with consume topology of its own.</summary>
    public SqsTopologyConfiguration ForEndpoint() => new(this);

    public IEnumerable<ValidationResult> Validate() => _send.Validate().Concat(Publish.Validate()).Concat(_consume.Validate());
}
