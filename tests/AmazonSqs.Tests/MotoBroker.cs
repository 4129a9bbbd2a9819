using RetailBus.AwsClients.Tests;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace RetailBus.AmazonSqs.Tests;

/// <summary>moto_server, which we did not write.</summary>
public sealed class MotoBroker(MotoServer moto) : IBrokerFixture
{
    public Uri RequireServiceUrl() => moto.RequireServiceUrl();

    public bool DeliversOnceAtATime => false;
}
