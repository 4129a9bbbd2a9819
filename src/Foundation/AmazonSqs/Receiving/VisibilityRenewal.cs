using System.Collections.Concurrent;
using Amazon.SQS.Model;
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
        _acknowledgements = acknowledgements;
        _broker = broker;
        _settings = settings;
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
            {
                // none waits for another: a request that hangs must not let the others' visibility lapse
                _acknowledgements.ChangeTogether(() =>
                {
                    foreach (var due in _held.Keys.Where(IsDue)) _ = RenewAsync(due);
                });
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
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

        try
        {
            await receiveLock.RenewAsync(_extension);
        }
        catch (Exception refused) when (IsLost(refused))
        {
            if (_held.ContainsKey(receiveLock)) receiveLock.Lose(refused.Message);
        }
        catch (Exception exception)
        {
            TransportLog.RenewalFailed(_broker.Logger, exception, receiveLock.MessageId, QueueName);
        }
    }

    /// <summary>The message is deleted, or somebody else's; anything else may pass before the visibility lapses.</summary>
    private static bool IsLost(Exception refused) =>
        refused is AmazonSqsTransportException { IsSenderFault: true } or MessageNotInflightException or ReceiptHandleIsInvalidException;
}
