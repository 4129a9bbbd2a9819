using System.Diagnostics;
using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Transform.Batches;

/// <summary>Answers <see cref="TransformBatch"/> by <see cref="TransformCompleted"/> or <see cref="TransformFailed"/>.</summary>
internal sealed partial class TransformBatchConsumer(BatchTransform batches, TimeProvider time, ILogger<TransformBatchConsumer> logger)
    : IConsumer<TransformBatch>
{
    /// <summary>A header: the span of the command's first delivery.</summary>
    private const string FirstLook = "RetailBus-First-Look";

    public async Task Consume(ConsumeContext<TransformBatch> context)
    {
        var command = context.Message;
        var startedAt = time.GetUtcNow();
        using var scope = logger.BeginScope(new Dictionary<string, object> { [RetailBusTelemetry.BatchId] = command.BatchId });
        var span = Activity.Current.OfBatch(command.BatchId, command.Dataset, command.Attempt)
            ?.SetTag(RetailBusTelemetry.Bytes, command.Object.Size);
        StoredManifest stored;
        try
        {
            stored = await batches.RunAsync(command, context.CancellationToken);
        }
        catch (TransformUnfinishedException unfinished)
        {
            await ComeAgainAsync(context, unfinished.CheckAfter);
            return;
        }
        catch (Exception fault) when (StageRetry.IsFinal(context, fault))
        {
            span.Fail(fault);
            await context.AnswerAsync(Failed(command, fault, startedAt));
            return;
        }

        var rows = stored.Manifest.Rows;
        span?.SetTag(RetailBusTelemetry.Rows, rows.Records);
        LogCompleted(command.BatchId, command.Attempt, rows.Records, rows.Accepted, rows.Quarantined);
        await context.AnswerAsync(Completed(command, stored));
    }

    /// <summary>
    /// No message waits for work elsewhere: this one is done, and the same command comes again. However often it comes, in the trace it is
    /// below the first one, and not each below the one before.
    /// </summary>
    private static async Task ComeAgainAsync(ConsumeContext<TransformBatch> context, TimeSpan after)
    {
        var command = context.Message;
        var first = context.Headers.Get<string>(FirstLook) ?? TraceContext.Current;
        using var span = RetailBusTelemetry.Spans.StartActivity("transform look again", ActivityKind.Internal, TraceContext.Parse(first))
            .OfBatch(command.BatchId, command.Dataset, command.Attempt);
        var queue = await context.GetSendEndpoint(QueueNames.Address(QueueNames.Transform));
        await queue.Send(command, send =>
        {
            send.Delay = after;
            if (first is not null)
                send.Headers.Set(FirstLook, first);
        }, context.CancellationToken);
    }

    private static TransformCompleted Completed(TransformBatch command, StoredManifest stored) => new()
    {
        BatchId = command.BatchId,
        Attempt = command.Attempt,
        Dataset = command.Dataset,
        ContractVersion = stored.Manifest.ContractVersion,
        Fingerprint = stored.Manifest.Fingerprint,
        Manifest = stored.Reference,
        Rows = stored.Manifest.Rows,
        RejectLimit = stored.Manifest.RejectLimit,
        Quality = stored.Manifest.Quality,
        StartedAt = stored.Manifest.StartedAt,
        CompletedAt = stored.Manifest.CompletedAt,
    };

    private TransformFailed Failed(TransformBatch command, Exception fault, DateTimeOffset startedAt)
    {
        var failure = FaultClassifier.Describe(fault);
        if (fault is BatchRejectedException)
            LogRejected(command.BatchId, command.Attempt, failure.Code);
        else
            LogFailed(fault, command.BatchId, command.Attempt, failure.Code);
        return new TransformFailed
        {
            BatchId = command.BatchId,
            Attempt = command.Attempt,
            Dataset = command.Dataset,
            Failure = failure with { Reason = failure.Reason.Replace('\0', '␀') }, // PostgreSQL's texts have none, a file's header may
            StartedAt = startedAt,
            FailedAt = time.GetUtcNow(),
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {BatchId}, attempt {Attempt}: {Records} records, {Accepted} accepted, {Quarantined} quarantined")]
    private partial void LogCompleted(Guid batchId, int attempt, long records, long accepted, long quarantined);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {BatchId}, attempt {Attempt}, was not taken: {Code}")]
    private partial void LogRejected(Guid batchId, int attempt, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {BatchId}, attempt {Attempt}, failed: {Code}")]
    private partial void LogFailed(Exception fault, Guid batchId, int attempt, string code);
}
