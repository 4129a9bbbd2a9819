using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;

namespace RetailBus.Transform.Erasing;

/// <summary>The record as it begins.</summary>
internal static class ErasureRecords
{
    public static async Task<ErasureRecord> NewAsync(
        EraseRows command, ErasureKey key, ErasureStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new ErasureRecord
        {
            ErasureId = command.ErasureId,
            Dataset = command.Dataset,
            KeyColumns = [.. key.Parts.Select(part => part.Column.Name)],
            KeyHash = await store.HashAsync(command.Dataset, key, cancellationToken),
            Actor = command.Actor,
            Reason = command.Reason,
            DryRun = command.DryRun,
            State = ErasureState.Waiting,
            RequestedAt = now,
            UpdatedAt = now,
        };
    }
}
