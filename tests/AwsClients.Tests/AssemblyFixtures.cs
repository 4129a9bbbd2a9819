[assembly: AssemblyFixture(typeof(RetailBus.AwsClients.Tests.MotoServer))]
