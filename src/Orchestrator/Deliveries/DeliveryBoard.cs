using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>What stores were to deliver, against what the warehouse has of them: its rows say who delivered, not the names of files.</summary>
internal sealed class DeliveryBoard(WarehouseClient warehouse, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <summary>Every store of which something was expected on the day, what needs someone first.</summary>
    /// <param name="dataset">With what its contract expects.</param>
    /// <param name="date">Null for today in each expectation's time zone.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HttpRequestException">The warehouse's service does not answer as it should.</exception>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the contract's zone.</exception>
    public async Task<IReadOnlyList<ExpectedDelivery>> ReadAsync(DatasetAgreement dataset, DateOnly? date, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var board = new Dictionary<string, ExpectedDelivery>(StringComparer.Ordinal);
        foreach (var expected in dataset.Deliveries)
        {
            if (DeliveryDay.Of(expected, date, now, options.Value.OpensBefore) is not { } day)
                continue;

            var landed = await warehouse.DeliveriesAsync(dataset.Name, day.From, day.To, cancellationToken);
            foreach (var store in await StoresAsync(dataset, expected, day, cancellationToken))
            {
                board.TryAdd(
                    store, ExpectedDelivery.Of(dataset.Name, store, day, landed.GetValueOrDefault(store), IsOverdue(day, now)));
            }
        }

        return
        [
            .. board.Values
                .OrderBy(delivery => DeliveryState.All.Index().First(state => state.Item == delivery.State).Index)
                .ThenBy(delivery => delivery.Store, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether something was due on the day, its grace has passed, and it is not so long ago that nobody looks any more.</summary>
    public bool IsToBeWatched(DatasetAgreement dataset, DateOnly date)
    {
        var now = time.GetUtcNow();
        return dataset.Deliveries
            .Select(expected => DeliveryDay.Of(expected, date, now, options.Value.OpensBefore))
            .Any(day => day is not null && IsOverdue(day, now) && now - day.DueAt <= options.Value.Lookback);
    }

    private bool IsOverdue(DeliveryDay day, DateTimeOffset now) => now >= day.DueAt + options.Value.Grace;

    /// <summary>The stores of an expectation; of one for all, those that delivered before and that no other one names.</summary>
    private async Task<IEnumerable<string>> StoresAsync(
        DatasetAgreement dataset, DeliveryExpectation expected, DeliveryDay day, CancellationToken cancellationToken)
    {
        if (expected.Stores.Count > 0)
            return expected.Stores;

        var known = await warehouse.DeliveriesAsync(dataset.Name, day.From - options.Value.KnownFor, day.From, cancellationToken);
        return known.Keys.Except(dataset.Deliveries.SelectMany(other => other.Stores), StringComparer.Ordinal);
    }
}
