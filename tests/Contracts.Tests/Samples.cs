using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;

namespace RetailBus.Contracts.Tests;

/// <summary>One message of each type, with every property set.</summary>
internal static class Samples
{
    private static readonly Guid Batch = new("0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11");
    private static readonly DateTimeOffset Noon = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly LandedObject Landed = new()
    {
        Bucket = "retailbus-raw",
        Key = "orders/2026 03 31/Übersicht+1.csv",
        VersionId = "3HL4kqtJlcpXroDTDmjVBH40Nrjfkd",
        ETag = "9e107d9d372bb6826bd81d3542a419d6",
        Size = 12_345,
        LandedAt = Noon,
        Sequencer = "0000000000000000000000000000002A",
        Resubmission = new Resubmission
        {
            ParentBatchId = new Guid("5d6f1a52-93c1-5c0f-8b0e-0a3b7f1f6d22"),
            RootBatchId = new Guid("77c0e6a4-3f6b-5a3d-9a55-b1f2f3a4c533"),
            RootAttempt = 2,
            Number = 3,
            Actor = "ada",
            Reason = "prices from the till roll",
        },
    };

    private static readonly ManifestReference Manifest = new()
    {
        Bucket = "retailbus-processed",
        Key = "orders/batch=0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11/manifest-1.json",
        ETag = "e4d909c290d0fb1ca068ffaddf22cbd0",
    };

    private static readonly TransformCounts Transformed = new() { Records = 104, Headers = 1, Accepted = 100, Quarantined = 2, Duplicates = 1 };

    private static readonly BatchQuality Quality = new()
    {
        Rows = 100,
        Store = "S1",
        Columns =
        [
            new() { Column = "store_id", Nulls = 0, Distinct = 1, Min = "S1", Max = "S1" },
            new() { Column = "amount", Nulls = 0, Min = "-2.5", Max = "19.99", Sum = 1005.5m, Mean = 10.055m },
        ],
    };

    private static readonly LoadCounts Loaded = new() { Inserted = 90, Updated = 5, Unchanged = 4, Superseded = 1, Retracted = 3 };

    private static readonly StageFailure Failure = new()
    {
        Code = FailureCodes.MissingColumn,
        Reason = "The file has no column \"quantity\".",
        Transient = false,
    };

    private static readonly EraseRows Erase = new()
    {
        ErasureId = Batch,
        Dataset = "orders",
        Key = "store_id=S03,order_id=17",
        Actor = "ana",
        Reason = "ticket 4711",
        DryRun = true,
        Pass = 2,
    };

    public static IReadOnlyList<object> All { get; } =
    [
        new OrderBatchLanded { BatchId = Batch, Dataset = "orders", Object = Landed, Announcement = "notification" },
        new TransformBatch { BatchId = Batch, Attempt = 1, Dataset = "orders", Object = Landed },
        new TransformCompleted
        {
            BatchId = Batch,
            Attempt = 1,
            Dataset = "orders",
            ContractVersion = "1.0.0",
            Fingerprint = new string('a', 64),
            Manifest = Manifest,
            Rows = Transformed,
            RejectLimit = 0.1,
            Quality = Quality,
            StartedAt = Noon,
            CompletedAt = Noon.AddSeconds(1),
        },
        new TransformFailed { BatchId = Batch, Attempt = 1, Dataset = "orders", Failure = Failure, StartedAt = Noon, FailedAt = Noon.AddSeconds(1) },
        new LoadBatch { BatchId = Batch, Attempt = 1, Dataset = "orders", Manifest = Manifest },
        new LoadCompleted
        {
            BatchId = Batch, Attempt = 1, Dataset = "orders", Rows = Loaded, StartedAt = Noon, CommittedAt = Noon.AddSeconds(1),
        },
        new LoadFailed { BatchId = Batch, Attempt = 1, Dataset = "orders", Failure = Failure, StartedAt = Noon, FailedAt = Noon.AddSeconds(1) },
        new BatchCompleted
        {
            BatchId = Batch, Dataset = "orders", Object = Landed, Transformed = Transformed, Loaded = Loaded, CompletedAt = Noon,
        },
        new BatchFailed { BatchId = Batch, Dataset = "orders", Object = Landed, Stage = "transform", Failure = Failure, FailedAt = Noon },
        new BatchHeld
        {
            BatchId = Batch, Dataset = "orders", Object = Landed, Transformed = Transformed, Reason = "2 of 104 records broke a rule.", HeldAt = Noon,
        },
        new GenerateOrders
        {
            GenerationId = Batch,
            Orders = 1_000,
            Rate = 50,
            Stores = 10,
            Items = 40,
            Seed = 7,
            Late = 0.05,
            Duplicates = 0.02,
            Bad = 0.01,
            Until = Noon,
        },
        Erase,
        new EraseWarehouseRows { Command = Erase, OrderId = "17", StoreId = "S03", ItemId = "Tea", CustomerId = "C4" },
        new WarehouseRowsErased { Command = Erase, Current = 2, History = 3, InPass = 5 },
        new StopGenerating { GenerationId = Batch, Actor = "ana", Reason = "enough" },
        new BatchOverdue
        {
            BatchId = Batch, Dataset = "orders", Object = Landed, Stage = "load", Attempt = 2, Reason = "Still Loading.", DeadlineAt = Noon,
        },
        new DeliveryOverdue
        {
            DeliveryId = Batch, Dataset = "orders", Store = "S17", Date = new DateOnly(2026, 3, 31), DueAt = Noon, TimeZone = "Europe/London",
        },
        new DeliveryArrived
        {
            DeliveryId = Batch,
            Dataset = "orders",
            Store = "S17",
            Date = new DateOnly(2026, 3, 31),
            DueAt = Noon,
            DeliveredAt = Noon.AddHours(1),
            Rows = 40,
            TimeZone = "Europe/London",
        },
        new StageProgress { BatchId = Batch, Attempt = 2, Stage = "transform", Rows = 1_000, Bytes = 65_536, At = Noon },
        new RetryBatch { BatchId = Batch, Actor = "ada", Reason = "the disk has room again", Seen = new SeenRun("Failed", 2) },
        new CancelBatch { BatchId = Batch, Attempt = 2, Actor = "ada", Reason = "test file", Seen = new SeenRun("Loading", 2) },
        new ReleaseBatch { BatchId = Batch, Actor = "ada", Reason = "known supplier fault", Seen = new SeenRun("Held", 2) },
        new AnnotateRun { BatchId = Batch, Actor = "ada", Note = "rows resubmitted" },
        new ReplayBatch { BatchId = Batch, Actor = "ada", Reason = "contract 1.1.0", ReplayId = Batch, Seen = new SeenRun("Completed", 2) },
    ];
}
