using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlCrashTests(PostgreSqlServer server) : CrashSuite(new PostgreSqlTestDatabase(server));
