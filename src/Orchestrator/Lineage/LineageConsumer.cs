using MassTransit;
using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>Tells the lineage receiver. Its queue holds what the receiver has not taken yet.</summary>
internal sealed partial class LineageConsumer(
    LineageEvents events, LineageClient client, IOptions<LineageOptions> options, ILogger<LineageConsumer> logger) : IConsumer<TellLineage>
{
    public async Task Consume(ConsumeContext<TellLineage> context)
    {
        var step = context.Message;
        try
        {
            await client.PostAsync(await events.OfAsync(step, context.CancellationToken), context.CancellationToken);
            Told(logger, step.EventType, step.Run.Id, step.Attempt);
        }
        catch (LineageUnavailableException e)
        {
            TriedAgain(logger, step.EventType, step.Run.Id, context.GetRetryAttempt() + 1, options.Value.Attempts, e.Message);
            throw;
        }
        catch (LineageRefusedException e)
        {
            Refused(logger, step.EventType, step.Run.Id, e.Message);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The lineage receiver took {EventType} of batch {BatchId}, attempt {Attempt}")]
    private static partial void Told(ILogger logger, string eventType, Guid batchId, int attempt);

    [LoggerMessage(2, LogLevel.Warning, "{EventType} of batch {BatchId}, try {Try} of {Tries}: {Problem}")]
    private static partial void TriedAgain(ILogger logger, string eventType, Guid batchId, int @try, int tries, string problem);

    [LoggerMessage(3, LogLevel.Error, "{EventType} of batch {BatchId} goes to the error queue. {Problem}")]
    private static partial void Refused(ILogger logger, string eventType, Guid batchId, string problem);
}
