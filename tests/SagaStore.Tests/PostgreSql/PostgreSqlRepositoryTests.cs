using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlRepositoryTests(PostgreSqlServer server) : RepositorySuite(new PostgreSqlTestDatabase(server));
