using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Suites;

namespace RetailBus.SagaStore.Tests.PostgreSql;

public sealed class PostgreSqlReaderTests(PostgreSqlServer server) : ReaderSuite(new PostgreSqlTestDatabase(server));
