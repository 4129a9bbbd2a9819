using RetailBus.Orchestrator.Tests.Support;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Orchestrator.Tests.Tracing;

public static class TraceStoreTests
{
    public sealed class Sqlite() : TraceStoreSuite(new SqliteRunDatabase());

    public sealed class PostgreSql(PostgreSqlServer server) : TraceStoreSuite(new PostgreSqlRunDatabase(server));
}
