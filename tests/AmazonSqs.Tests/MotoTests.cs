using RetailBus.AmazonSqs.Tests.Conformance;
using RetailBus.AwsClients.Tests;

namespace RetailBus.AmazonSqs.Tests;

/// <summary>The conformance suite on moto_server.</summary>
public sealed class MotoTests
{
    public sealed class Messaging(MotoServer moto) : MessagingConformance(new MotoBroker(moto));
}
