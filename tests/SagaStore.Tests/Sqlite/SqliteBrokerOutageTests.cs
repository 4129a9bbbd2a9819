using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.Sqlite;

public sealed class SqliteBrokerOutageTests() : BrokerOutageSuite(new SqliteTestDatabase());
