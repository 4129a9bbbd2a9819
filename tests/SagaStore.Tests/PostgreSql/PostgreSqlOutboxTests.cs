using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlOutboxTests(PostgreSqlServer server) : OutboxSuite(new PostgreSqlTestDatabase(server));
