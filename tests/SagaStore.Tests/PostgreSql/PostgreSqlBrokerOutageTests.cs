using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlBrokerOutageTests(PostgreSqlServer server) : BrokerOutageSuite(new PostgreSqlTestDatabase(server));
