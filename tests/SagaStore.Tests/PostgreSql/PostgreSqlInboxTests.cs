using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlInboxTests(PostgreSqlServer server) : InboxSuite(new PostgreSqlTestDatabase(server));
