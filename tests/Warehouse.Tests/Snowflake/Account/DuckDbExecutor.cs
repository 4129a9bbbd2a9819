using System.Collections.Concurrent;
using DuckDB.NET.Data;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>
/// A Snowflake account's part in our statements, on DuckDB: the tables and views of <c>deploy/snowflake</c>, sessions, the lock that the
/// first statement of a transaction takes, COPY INTO from a stage. It takes accepted statements only.
/// </summary>
internal sealed class DuckDbExecutor : IStatementExecutor, IDisposable
{
    private static readonly string[] Scripts =
        ["V1.0.2__core_tables.sql", "V1.0.3__staging_tables.sql", "R__balance_view.sql", "R__sales_views.sql"];

    private readonly DuckDBConnection _instance;

    /// <param name="stage">The local file of a path below the stage; null when there is none.</param>
    public DuckDbExecutor(Func<string, string?> stage)
    {
        Stage = stage;
        _instance = new DuckDBConnection($"DataSource=:memory:account-{Guid.NewGuid():N}");
        _instance.Open();
        _instance.Execute("set global timezone = 'UTC'; set global threads = 1");
        _instance.Execute("attach ':memory:' as retailbus; create schema retailbus.core; create schema retailbus.staging; create schema retailbus.sales");
        _instance.Execute("create macro retailbus.core.current_secondary_roles() as '{\"roles\":\"\",\"value\":\"\"}'");
        foreach (var script in Scripts)
        {
            foreach (var statement in SnowflakeDialect.Split(File.ReadAllText(Path.Combine(DeployFolder(), script)))
                .Where(statement => !statement.StartsWith("use ", StringComparison.Ordinal)))
                _instance.Execute(SnowflakeDialect.Translate(statement));
        }
    }

    public Func<string, string?> Stage { get; }

    /// <summary>Whether statements have to be among the accepted ones. Default true.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Queries that a test asks as a person would; they need not be among the accepted statements.</summary>
    public ConcurrentDictionary<string, bool> Foreign { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether UUIDs of files come as 32 hexadecimal digits, as binary columns do, instead of as a UUID's text.</summary>
    public bool HasHexUuids { get; init; }

    /// <summary>What <c>show parameters</c> answers.</summary>
    public ConcurrentDictionary<string, string> Parameters { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TRANSACTION_ABORT_ON_ERROR"] = "true",
        ["LOCK_TIMEOUT"] = "600",
        ["READ_CONSISTENCY_MODE"] = "GLOBAL",
    };

    /// <summary>Who changes rows of what loads share, one transaction at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>What was executed, without ids, in its order.</summary>
    public ConcurrentQueue<string> Executed { get; } = new();

    public ISqlSession OpenSession() => new DuckDbSession(this, Connect());

    public DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(_instance.ConnectionString);
        connection.Open();
        connection.Execute("use retailbus.core");
        return connection;
    }

    public void Dispose()
    {
        _instance.Dispose();
        Turn.Dispose();
    }

    public static string DeployFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RetailBus.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no RetailBus.sln above the tests.");
        return Path.Combine(folder, "deploy", "snowflake");
    }
}
