using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Quality;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator;

/// <summary>Section <c>Orchestrator</c>. The runs are kept in SQLite, or in PostgreSQL when its connection string is set.</summary>
public sealed class OrchestratorOptions
{
    public const string Section = "Orchestrator";

    private const string Shortest = "00:00:01";
    private const string Longest = "7.00:00:00";

    /// <summary>Attempts of a run, the first included, until it has to be replayed or cancelled. Default 10, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Messages of the saga's queue handled at once. Default 16, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int ConcurrentMessages { get; set; } = 16;

    /// <summary>The embedded store; not used when <see cref="PostgreSql"/> is set.</summary>
    public SqliteOptions Sqlite { get; set; } = new();

    /// <summary>Connection string of the shared store, e.g. <c>Host=…;Database=…;Username=…;Password=…</c>. Default none. A secret.</summary>
    public string? PostgreSql { get; set; }

    /// <summary>
    /// How long a transform may take from its command, its wait in the queue included, or from its latest progress, until the watch asks
    /// again, and then until it fails the run. 1 second to 7 days, and several times <c>Progress:Period</c>. Default 30 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan TransformDeadline { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>As <see cref="TransformDeadline"/>, for a load and for a cancel during it. Default 30 minutes.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan LoadDeadline { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often the watch looks for overdue runs. 100 ms to 1 hour. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan WatchPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often the watch compares raw zone, processed zone, warehouse and runs, and repairs what does not agree. It lists all objects
    /// and loads each time. 1 minute to 7 days. Default 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", Longest)]
    public TimeSpan ReconcilePeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What has happened in this time may still be on its way to where the watch looks for it, and is left alone. 1 second to 7 days.
    /// Default 15 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan ReconcileGrace { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Batches that one replay takes at most; a larger selection is refused with how to divide it. 1 to 10,000, which is what a message
    /// holds. Default 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxReplayBatches { get; set; } = 10_000;

    /// <summary>How a run's figures are compared with those of the runs before it.</summary>
    [ValidateObjectMembers]
    public QualityOptions Quality { get; set; } = new();

    /// <summary>Section <c>Orchestrator:Sqlite</c>.</summary>
    public sealed class SqliteOptions
    {
        /// <summary>The file, which is created with its folder when absent. Default <c>.retailbus/runs.db</c>.</summary>
        public string Path { get; set; } = ".retailbus/runs.db";

        /// <summary>What a commit survives. Default <see cref="SqliteDurability.PowerLoss"/>.</summary>
        public SqliteDurability Durability { get; set; } = SqliteDurability.PowerLoss;
    }
}
