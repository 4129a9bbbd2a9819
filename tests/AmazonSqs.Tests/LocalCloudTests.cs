using RetailBus.AmazonSqs.Tests.Conformance;

namespace RetailBus.AmazonSqs.Tests;

/// <summary>The conformance suite on the local cloud.</summary>
public sealed class LocalCloudTests
{
    public sealed class Messaging(LocalCloudBroker broker) : MessagingConformance(broker, many: 1000);

    public sealed class Faults(LocalCloudBroker broker) : FaultConformance(broker);

    public sealed class Delivery(LocalCloudBroker broker) : DeliveryConformance(broker);

    public sealed class Features(LocalCloudBroker broker) : FeatureConformance(broker);

    public sealed class Operations(LocalCloudBroker broker) : OperationsConformance(broker);

    public sealed class Topology(LocalCloudBroker broker) : TopologyConformance(broker);

    public sealed class Topics(LocalCloudBroker broker) : TopicConformance(broker);

    public sealed class Instrumentation(LocalCloudBroker broker) : InstrumentationConformance(broker);
}
