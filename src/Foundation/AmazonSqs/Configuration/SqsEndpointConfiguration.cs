using MassTransit.Configuration;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Configuration;

internal class SqsEndpointConfiguration : EndpointConfiguration
{
    public SqsEndpointConfiguration(SqsTopologyConfiguration topology)
        : base(topology) => SqsTopology = topology;

    private SqsEndpointConfiguration(SqsEndpointConfiguration parent, SqsTopologyConfiguration topology, bool isBusEndpoint)
        : base(parent, topology, isBusEndpoint) => SqsTopology = topology;

    public SqsTopologyConfiguration SqsTopology { get; }

    public SqsEndpointConfiguration CreateEndpointConfiguration(bool isBusEndpoint) =>
        new(this, SqsTopology.ForEndpoint(), isBusEndpoint);
}
