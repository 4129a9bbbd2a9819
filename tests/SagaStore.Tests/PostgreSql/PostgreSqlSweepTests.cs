using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlSweepTests(PostgreSqlServer server) : SweepSuite(new PostgreSqlTestDatabase(server));
