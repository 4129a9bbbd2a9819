using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Platform.Progress;

/// <summary>Lets a stage tell the saga that long work moves on, so that its deadline is extended.</summary>
public sealed class StageReporter(IBus bus, TimeProvider time, IOptions<ProgressOptions> options, ILogger<StageReporter> logger)
{
    /// <summary>
    /// Begins the work on a batch's attempt; dispose at its end. Within the caller's flow <see cref="StageReport.Current"/> is the report.
    /// </summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="attempt">The command's attempt.</param>
    /// <param name="stage">One of <see cref="Contracts.Names.StageNames"/>.</param>
    /// <param name="pulse">A count that rises while shared work moves on; null when the batch's own counts tell all.</param>
    public StageReport Begin(Guid batchId, int attempt, string stage, Func<long>? pulse = null) =>
        new(bus, time, options.Value.Period, logger, batchId, attempt, stage, pulse);

    /// <summary>Tells the saga at once that work elsewhere, whose rows nobody counts here, is alive.</summary>
    public async Task TellAsync(Guid batchId, int attempt, string stage, CancellationToken cancellationToken)
    {
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        var alive = new StageProgress { BatchId = batchId, Attempt = attempt, Stage = stage, Rows = 0, Bytes = 0, At = time.GetUtcNow() };
        await saga.Send(alive, cancellationToken);
    }
}
