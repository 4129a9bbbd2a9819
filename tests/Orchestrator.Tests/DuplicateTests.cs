using RetailBus.Orchestrator.Tests.Support;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Orchestrator.Tests;

public static class DuplicateTests
{
    public sealed class Sqlite() : DuplicateSuite(new SqliteRunDatabase());

    public sealed class PostgreSql(PostgreSqlServer server) : DuplicateSuite(new PostgreSqlRunDatabase(server));
}
