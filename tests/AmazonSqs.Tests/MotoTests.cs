using RetailBus.AmazonSqs.Tests.Conformance;
using RetailBus.AwsClients.Tests;

namespace RetailBus.AmazonSqs.Tests;

/// <summary>The conformance suite on moto_server. It needs 70 ms for a message, so that many are fewer here.</summary>
public sealed class MotoTests
{
    public sealed class Messaging(MotoServer moto) : MessagingConformance(new MotoBroker(moto), many: 150);

    public sealed class Faults(MotoServer moto) : FaultConformance(new MotoBroker(moto));

    public sealed class Delivery(MotoServer moto) : DeliveryConformance(new MotoBroker(moto));

    public sealed class Features(MotoServer moto) : FeatureConformance(new MotoBroker(moto));

    public sealed class Operations(MotoServer moto) : OperationsConformance(new MotoBroker(moto));

    public sealed class Topology(MotoServer moto) : TopologyConformance(new MotoBroker(moto));

    public sealed class Topics(MotoServer moto) : TopicConformance(new MotoBroker(moto));

    public sealed class Instrumentation(MotoServer moto) : InstrumentationConformance(new MotoBroker(moto));
}
