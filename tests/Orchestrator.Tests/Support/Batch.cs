using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>One landed batch and all messages about it.</summary>
internal sealed class Batch
{
    public static readonly DateTimeOffset LandedAt = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public Batch(string key, string content = "a", int second = 0, string dataset = "orders")
    {
        Dataset = dataset;
        Content = content;
        Object = new LandedObject
        {
            Bucket = "raw",
            Key = key,
            VersionId = $"v-{second}",
            ETag = content,
            Size = 10,
            LandedAt = LandedAt.AddSeconds(second),
        };
        Id = BatchIds.For(Object);
    }

    public Guid Id { get; init; }

    public string Dataset { get; }

    public string Content { get; }

    public LandedObject Object { get; }

    public OrderBatchLanded Landed() => new() { BatchId = Id, Dataset = Dataset, Object = Object, Announcement = "notification" };

    public TransformCompleted Transformed(
        int attempt = 1, long records = 10, long quarantined = 1, double? rejectLimit = null, string contract = "1.0.0") => new()
        {
            BatchId = Id,
            Attempt = attempt,
            Dataset = Dataset,
            ContractVersion = contract,
            Fingerprint = Content.PadLeft(64, '0'),
            Manifest = Manifest(attempt),
            Rows = new TransformCounts { Records = records, Headers = 1, Accepted = 8, Quarantined = quarantined, Duplicates = 0 },
            RejectLimit = rejectLimit,
            StartedAt = LandedAt,
            CompletedAt = LandedAt,
        };

    public ManifestReference Manifest(int attempt) => new()
    {
        Bucket = "processed",
        Key = ZoneKeys.Manifest(Dataset, Id, attempt),
        ETag = $"m{attempt}",
    };

    public LoadCompleted Loaded(int attempt = 1, long inserted = 8, long retracted = 0) => new()
    {
        BatchId = Id,
        Attempt = attempt,
        Dataset = Dataset,
        Rows = new LoadCounts { Inserted = inserted, Updated = 0, Unchanged = 0, Superseded = 0, Retracted = retracted },
        StartedAt = LandedAt,
        CommittedAt = LandedAt,
    };

    public TransformFailed TransformFailed(int attempt = 1) => new()
    {
        BatchId = Id,
        Attempt = attempt,
        Dataset = Dataset,
        Failure = Failure,
        StartedAt = LandedAt,
        FailedAt = LandedAt,
    };

    public LoadFailed LoadFailed(int attempt = 1) => new()
    {
        BatchId = Id,
        Attempt = attempt,
        Dataset = Dataset,
        Failure = Failure,
        StartedAt = LandedAt,
        FailedAt = LandedAt,
    };

    public StageProgress Progress(DateTimeOffset at, int attempt = 1, string stage = StageNames.Transform, long rows = 1) =>
        new() { BatchId = Id, Attempt = attempt, Stage = stage, Rows = rows, Bytes = 10 * rows, At = at };

    public FaultOf<TransformBatch> TransformFault(int attempt = 1) =>
        new(new TransformBatch { BatchId = Id, Attempt = attempt, Dataset = Dataset, Object = Object });

    public FaultOf<LoadBatch> LoadFault(int attempt = 1) =>
        new(new LoadBatch { BatchId = Id, Attempt = attempt, Dataset = Dataset, Manifest = Manifest(1) });

    public RetryBatch Retry(SeenRun? seen = null) => new() { BatchId = Id, Seen = seen, Actor = "ana", Reason = "The disk is back." };

    public ReleaseBatch Release(SeenRun? seen = null) => new() { BatchId = Id, Seen = seen, Actor = "ana", Reason = "These rows are known." };

    public CancelBatch Cancel(SeenRun? seen = null) => new() { BatchId = Id, Seen = seen, Actor = "ana", Reason = "Wrong file." };

    public ReplayBatch Replay(SeenRun? seen = null) => new() { BatchId = Id, Seen = seen, Actor = "ana", Reason = "The contract was corrected." };

    private static StageFailure Failure { get; } = new()
    {
        Code = FailureCodes.Unavailable,
        Reason = "A service could not be reached.",
        Transient = true,
    };
}
