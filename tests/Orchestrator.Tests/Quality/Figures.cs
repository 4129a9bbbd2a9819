using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Quality;

/// <summary>What a transform found in a file: 1,000 rows of 10 stores at a mean of 10, unless a test says otherwise.</summary>
internal sealed record Figures(
    long Rows = 1000, long Quarantined = 0, long Stores = 10, long WithoutCustomer = 0, decimal Mean = 10, string? Store = null)
{
    public TransformCounts Counts => new()
    {
        Records = Rows + 1,
        Headers = 1,
        Accepted = Rows - Quarantined,
        Quarantined = Quarantined,
        Duplicates = 0,
    };

    public BatchQuality Quality => new()
    {
        Rows = Rows - Quarantined,
        Store = Store,
        Columns =
        [
            new ColumnQuality { Column = "store_id", Nulls = 0, Distinct = Stores },
            new ColumnQuality { Column = "amount", Nulls = 0, Sum = Mean * (Rows - Quarantined), Mean = Mean },
            new ColumnQuality { Column = "customer_id", Nulls = WithoutCustomer, Distinct = 400 },
        ],
    };

    public TransformCompleted Of(Batch batch, int attempt = 1) => batch.Transformed(attempt) with { Rows = Counts, Quality = Quality };

    public LoadCompleted Loaded(Batch batch, int attempt = 1) => batch.Loaded(attempt, inserted: Rows - Quarantined);

    public QualityPoint Point() => new()
    {
        RunId = Guid.NewGuid(),
        Key = "orders/a.csv",
        LandedAt = Batch.LandedAt,
        StartedAt = Batch.LandedAt,
        Rows = Counts,
        Quality = new RunQuality { Figures = Quality, Warnings = [] },
    };
}
