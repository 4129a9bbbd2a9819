using RetailBus.LocalCloud.Faults;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>
/// The faults of deliveries. Each message is delayed or doubled once at most, when it is about to be received for the first time;
/// the order is disturbed at any delivery. Called under the store's gate.
/// </summary>
internal sealed class DeliveryFaults(MessagingStore store, FaultInjector injector)
{
    /// <summary>How far a delivery may reach past the message that is due.</summary>
    private const int Reach = 10;

    /// <summary>The message to deliver next; null when none is ready.</summary>
    public QueuedMessage? Next(MessageQueue queue)
    {
        var draws = injector.Draws;
        if (!draws.AffectsDeliveries)
            return queue.FirstReady();
        DelayNew(queue, draws);
        if (queue.ReadyCount < 2 || draws.ForDelivery(FaultKind.ReorderedDelivery, queue.Definition.Name) is not { } struck)
            return queue.FirstReady();
        var others = Math.Min(Reach, queue.ReadyCount - 1);
        return queue.Ready(1 + (int)(struck.Choice % others));
    }

    /// <summary>Makes a second message of one that was received just now for the first time, if it is struck.</summary>
    public void AfterReceive(MessageQueue queue, QueuedMessage message, MessageState before, long now)
    {
        if (before.ReceiveCount > 0 || message.IsCopy)
            return;
        if (injector.Draws.ForDelivery(FaultKind.DuplicateDelivery, queue.Definition.Name) is null)
            return;
        var copy = new QueuedMessage(store.NextId(), message.Content, before with { VisibleAt = now + 1 }) { IsCopy = true };
        queue.Add(copy, now);
        store.Records.MessageStored(queue.Id, copy.Sequence, copy.Content, copy.State);
    }

    /// <summary>Hides new messages at the head of the queue until one is there that is not struck.</summary>
    private void DelayNew(MessageQueue queue, FaultDraws draws)
    {
        while (queue.FirstReady() is { WasReceived: false, IsCopy: false, MetDelay: false } message)
        {
            message.MetDelay = true;
            if (draws.ForDelivery(FaultKind.DelayedDelivery, queue.Definition.Name) is not { } struck)
                return;
            var now = store.Now;
            var visibleAt = now + 1 + struck.Choice % struck.Rule.LongestDelay;
            queue.Change(message, message.State with { VisibleAt = visibleAt }, now);
            store.Records.MessageChanged(queue.Id, message);
        }
    }
}
