using RetailBus.SagaStore.Tests.Databases;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]
