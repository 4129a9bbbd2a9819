using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Sends messages whose lease has expired: their process died or could not send them.</summary>
internal sealed partial class OutboxSweeper(
    SagaDatabase database,
    OutboxSender sender,
    DeliveredMessages delivered,
    NodeId node,
    IOptions<SagaStoreOptions> options,
    TimeProvider time,
    ILogger<OutboxSweeper> logger)
{
    /// <summary>Claims and sends one batch.</summary>
    /// <returns>Messages claimed; zero when none is due.</returns>
    public async Task<int> Sweep(ISendEndpointProvider endpoints, CancellationToken cancellationToken)
    {
        var now = LookupValue.ToMicroseconds(time.GetUtcNow());
        if (!await OutboxRows.AnyDue(database, now, cancellationToken))
            return 0;

        var leaseUntil = now + options.Value.Lease;
        var claimed = await OutboxRows.Claim(database, node, now, leaseUntil, options.Value.SweepBatch, cancellationToken);
        foreach (var message in claimed.Where(x => !delivered.Contains(x.SequenceNumber)))
        {
            // A send begun so late could still run when another sweeper takes the row.
            if (time.GetUtcNow() + options.Value.SendTimeout > leaseUntil)
                break;

            await Deliver(message, endpoints, cancellationToken);
        }

        return claimed.Count;
    }

    private async Task Deliver(ClaimedMessage message, ISendEndpointProvider endpoints, CancellationToken cancellationToken)
    {
        try
        {
            await sender.Send(StoredMessage.Parse(message.SequenceNumber, message.Json), endpoints, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var retryAt = LookupValue.ToMicroseconds(time.GetUtcNow()) + Backoff(message.Attempts);
            NotSent(logger, message.SequenceNumber, message.Attempts, retryAt, exception);
            await OutboxRows.Release(database, node, message.SequenceNumber, retryAt, exception.Message, cancellationToken);
        }
    }

    /// <summary>1, 2, 4, ... seconds, up to the longest backoff.</summary>
    private TimeSpan Backoff(int attempts)
    {
        var seconds = Math.Pow(2, Math.Min(attempts - 1, 30));
        return seconds < options.Value.LongestBackoff.TotalSeconds ? TimeSpan.FromSeconds(seconds) : options.Value.LongestBackoff;
    }

    [LoggerMessage(LogLevel.Warning, "Outbox row {SequenceNumber} could not be sent, attempt {Attempts}; next at {RetryAt}")]
    private static partial void NotSent(ILogger logger, long sequenceNumber, int attempts, DateTimeOffset retryAt, Exception exception);
}
