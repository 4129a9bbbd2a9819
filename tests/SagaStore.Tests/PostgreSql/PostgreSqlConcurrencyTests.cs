using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlConcurrencyTests(PostgreSqlServer server) : ConcurrencySuite(new PostgreSqlTestDatabase(server));
