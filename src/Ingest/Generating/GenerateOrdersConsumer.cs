using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Generating;

/// <summary>Makes orders and puts them through the delivery stream, at the rate that was asked for, until done or stopped.</summary>
/// <remarks>When the command comes again, all its orders are put again, with the same keys and contents: no row counts twice.</remarks>
internal sealed class GenerateOrdersConsumer(
    RecordSender sender,
    GenerationStore store,
    IOptions<DeliveryStreamOptions> stream,
    TimeProvider time,
    ILogger<GenerateOrdersConsumer> logger)
    : IConsumer<GenerateOrders>
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    public async Task Consume(ConsumeContext<GenerateOrders> context)
    {
        var command = context.Message;
        if (GenerationRules.Problem(command) is { } problem)
            throw new BatchRejectedException(FailureCodes.Unreadable, $"Generation {command.GenerationId:D} is refused: {problem}");
        if (await store.FindEndedAsync(command.GenerationId, context.CancellationToken) is not null)
        {
            await store.TidyAsync(command.GenerationId, context.CancellationToken);
            return;
        }

        using var span = RetailBusTelemetry.Spans.StartActivity("generate orders");
        span?.SetTag(RetailBusTelemetry.Rows, command.Orders);
        // The time that the message was sent stays the same when it comes again.
        var sent = context.SentTime is { } at ? new DateTimeOffset(at.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
        var status = GenerationStatuses.Started(command, stream.Value, sent, time.GetUtcNow()) with { TraceParent = TraceContext.Current };
        await using var progress = await GenerationProgress.BeginAsync(store, time, logger, status, context.CancellationToken);
        try
        {
            await GenerateAsync(command, new GeneratedRecords(command, command.Until ?? sent), progress);
            await progress.EndAsync(GenerationState.Done, reason: null, actor: null, context.CancellationToken);
        }
        catch (OperationCanceledException) when (progress.Stop is not null && !context.CancellationToken.IsCancellationRequested)
        {
            var (actor, reason) = progress.Stop;
            IngestLog.GenerationStopped(logger, command.GenerationId, progress.Sent.Orders, actor ?? "", reason ?? "");
            await progress.EndAsync(GenerationState.Stopped, reason, actor, context.CancellationToken);
        }
        catch (Exception fault) when (StageRetry.IsFinal(context, fault))
        {
            await progress.EndAsync(GenerationState.Failed, FaultClassifier.Describe(fault).Reason, actor: null, context.CancellationToken);
            throw;
        }
    }

    private async Task GenerateAsync(GenerateOrders command, GeneratedRecords records, GenerationProgress progress)
    {
        var jitter = new Random(command.Seed);
        var pace = new Pace(command.Rate, time);
        var batch = new List<ReadOnlyMemory<byte>>(RecordSender.MaxRecords);
        var reported = time.GetTimestamp();
        do
        {
            progress.Stopping.ThrowIfCancellationRequested();
            batch.Clear();
            while (batch.Count < pace.BatchSize && records.Next() is { } record)
                batch.Add(record);

            await pace.WaitAsync(records.Made.Orders, progress.Stopping);
            if (batch.Count > 0)
                await sender.SendAsync(batch, jitter, progress.Stopping);
            progress.Sent = records.Made;
            if (batch.Count < pace.BatchSize || time.GetElapsedTime(reported) >= ReportEvery)
            {
                IngestLog.Generating(logger, command.GenerationId, records.Made.Orders, command.Orders, sender.StreamName);
                reported = time.GetTimestamp();
            }
        }
        while (batch.Count == pace.BatchSize);
    }
}
