using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Generating;

/// <summary>Makes orders and puts them through the delivery stream, at the rate that was asked for.</summary>
/// <remarks>When the command comes again, all its orders are put again: they have the same keys and contents, so no row counts twice.</remarks>
internal sealed class GenerateOrdersConsumer(RecordSender sender, TimeProvider time, ILogger<GenerateOrdersConsumer> logger)
    : IConsumer<GenerateOrders>
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    public async Task Consume(ConsumeContext<GenerateOrders> context)
    {
        var command = context.Message;
        if (GenerationRules.Problem(command) is { } problem)
            throw new BatchRejectedException(FailureCodes.Unreadable, $"Generation {command.GenerationId:D} is refused: {problem}");

        using var span = RetailBusTelemetry.Spans.StartActivity("generate orders");
        span?.SetTag(RetailBusTelemetry.Rows, command.Orders);
        // The time that the message was sent, which stays the same when it comes again.
        var until = context.SentTime is { } sent ? new DateTimeOffset(sent.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
        await GenerateAsync(command, new OrderGenerator(command, until), context.CancellationToken);
    }

    private async Task GenerateAsync(GenerateOrders command, OrderGenerator orders, CancellationToken cancellationToken)
    {
        var jitter = new Random(command.Seed);
        var pace = new Pace(command.Rate, time);
        var batch = new List<ReadOnlyMemory<byte>>(RecordSender.MaxRecords);
        var reported = time.GetTimestamp();
        while (orders.Left > 0)
        {
            batch.Clear();
            while (batch.Count < pace.BatchSize && orders.Left > 0)
                batch.Add(orders.Next());

            var done = command.Orders - orders.Left;
            await pace.WaitAsync(done, cancellationToken);
            await sender.SendAsync(batch, jitter, cancellationToken);
            if (orders.Left == 0 || time.GetElapsedTime(reported) >= ReportEvery)
            {
                IngestLog.Generating(logger, command.GenerationId, done, command.Orders, sender.StreamName);
                reported = time.GetTimestamp();
            }
        }
    }
}
