using System.Collections.Concurrent;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Configuration;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>
/// Extends the visibility of the messages that one queue's consumers are at work on: one timer for all of them, and batch
/// requests. A message leaves with its dispatch.
/// </summary>
internal sealed class VisibilityRenewal
{
    private readonly SqsBroker _broker;
    private readonly ReceiveSettings _settings;
    private readonly QueueAcknowledgements _acknowledgements;
    private readonly TimeSpan _extension;
    private readonly ConcurrentDictionary<SqsReceiveLock, bool> _held = new();

    public VisibilityRenewal(SqsBroker broker, ReceiveSettings settings, DeployedQueue queue, QueueAcknowledgements acknowledgements)
    {
        _broker = broker;
        _settings = settings;
        _acknowledgements = acknowledgements;
        var longest = TimeSpan.FromSeconds(settings.MaxVisibilityTimeoutRenewal);
        _extension = queue.VisibilityTimeout < longest ? queue.VisibilityTimeout : longest;
        QueueName = queue.Name;
    }

    private string QueueName { get; }

    public void Add(SqsReceiveLock receiveLock) => _held[receiveLock] = true;

    public void Remove(SqsReceiveLock receiveLock) => _held.TryRemove(receiveLock, out _);

    /// <summary>Looks around six times per extension; renews what is past half of it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_extension / 6, _broker.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await Task.WhenAll(_held.Keys.Where(IsDue).Select(RenewAsync));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the endpoint stops
        }
    }

    private bool IsDue(SqsReceiveLock receiveLock) => _broker.Time.GetElapsedTime(receiveLock.RenewedAt) >= _extension / 2;

    private async Task RenewAsync(SqsReceiveLock receiveLock)
    {
        var held = _broker.Time.GetElapsedTime(receiveLock.StartedAt);
        if (held + _extension > _settings.MaxVisibilityTimeout)
        {
            receiveLock.Lose($"it was held for {held}, and {_settings.MaxVisibilityTimeout} is the most");
            return;
        }

        var now = _broker.Time.GetTimestamp();
        try
        {
            await _acknowledgements.ChangeVisibilityAsync(receiveLock.ReceiptHandle, _extension);
            receiveLock.RenewedAt = now;
        }
        catch (AmazonSqsTransportException refused)
        {
            if (_held.ContainsKey(receiveLock)) receiveLock.Lose(refused.Message);
        }
        catch (Exception exception)
        {
            TransportLog.RenewalFailed(_broker.Logger, exception, receiveLock.MessageId, QueueName);
        }
    }
}
