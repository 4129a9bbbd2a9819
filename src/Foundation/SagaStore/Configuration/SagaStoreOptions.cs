using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore;

/// <summary>The database, and how the outbox delivers.</summary>
public sealed class SagaStoreOptions
{
    /// <summary>How often a node looks for messages that were left behind. 10 ms to 1 h; default 1 s.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the process that committed a message may try to send it before a sweeper does; so long a message waits at
    /// most after a crash. At least twice <see cref="SendTimeout"/>, up to 1 h; default 10 s. Clocks of nodes that share a
    /// database must agree within half of it.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for one send. 100 ms to 30 min; default 5 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages that one sweep claims. 1 to 1000; default 100.</summary>
    public int SweepBatch { get; set; } = 100;

    /// <summary>Longest pause between attempts to send a message that fails; it doubles from 1 s. 1 s to 1 d; default 1 min.</summary>
    public TimeSpan LongestBackoff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a handled message is remembered by an inbox. 1 min to 365 d; default 7 d.</summary>
    public TimeSpan InboxWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long a sent message's row waits for a commit that removes it along the way, before it is removed on its own.
    /// 10 ms to 10 s; default 50 ms. A crash within it sends those messages again, under the same message ids.
    /// </summary>
    public TimeSpan RemovalDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether the committing process sends at once; otherwise all messages wait for a sweeper. Default true.</summary>
    public bool DeliverAfterCommit { get; set; } = true;

    internal Func<SagaDatabase>? OpenDatabase { get; private set; }

    /// <summary>Keeps sagas in a SQLite file, which is created with its folder when absent. One machine, several processes.</summary>
    public void UseSqlite(string path, SqliteDurability durability = SqliteDurability.PowerLoss)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OpenDatabase = () => new SqliteDatabase(path, durability);
    }

    /// <summary>Keeps sagas in PostgreSQL 13 or newer, in the first schema of the connection's search path.</summary>
    public void UsePostgreSql(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        OpenDatabase = () => new PostgreSqlDatabase(connectionString);
    }
}
