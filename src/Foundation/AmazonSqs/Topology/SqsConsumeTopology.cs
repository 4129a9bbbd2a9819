using MassTransit;

namespace RetailBus.AmazonSqs.Topology;

internal sealed class SqsConsumeTopology() : ConsumeTopology(80);
