using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlSchemaTests(PostgreSqlServer server) : SchemaSuite(new PostgreSqlTestDatabase(server));
