using RetailBus.Orchestrator.Tests.Support;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Orchestrator.Tests;

public static class LedgerTests
{
    public sealed class Sqlite() : LedgerSuite(new SqliteRunDatabase());

    public sealed class PostgreSql(PostgreSqlServer server) : LedgerSuite(new PostgreSqlRunDatabase(server));
}
