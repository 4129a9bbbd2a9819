using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Services;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Finds deliveries that are missing, and missing ones that came, and tells their sagas. Used by one round after the other.</summary>
internal sealed class OverdueDeliveries(
    DeliveryBoard board, ISagaReader<StoreDelivery> told, IBus bus, IOptions<DeliveryOptions> options, TimeProvider time)
{
    private const int Page = 1000;

    /// <summary>Days of which all came; they are not read again.</summary>
    private readonly HashSet<(string Dataset, string Version, DateOnly Date)> _settled = [];

    /// <summary>Days of which something was missing; it has to be told when that comes.</summary>
    private readonly HashSet<(string Dataset, string Version, DateOnly Date)> _open = [];

    /// <returns>How many deliveries of the dataset are missing.</returns>
    /// <exception cref="HttpRequestException">The warehouse's service does not answer as it should.</exception>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the contract's zone.</exception>
    public async Task<int> LookAsync(DatasetAgreement dataset, CancellationToken cancellationToken)
    {
        // The date differs by a day at most from one zone to another.
        var last = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1);
        var first = last.AddDays(-(int)Math.Ceiling(options.Value.Lookback.TotalDays) - 2);
        _settled.RemoveWhere(day => day.Date < first);
        _open.RemoveWhere(day => day.Date < first);
        var missing = 0;
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var day = (dataset.Name, dataset.Version, date);
            if (_settled.Contains(day) || !board.IsToBeWatched(dataset, date))
                continue;

            var deliveries = await board.ReadAsync(dataset, date, cancellationToken);
            await TellAsync(dataset.Name, date, deliveries, cancellationToken);
            var count = deliveries.Count(delivery => delivery.IsMissing);
            missing += count;
            if (count > 0)
                _open.Add(day);
            else if (!_open.Contains(day) && deliveries.Count > 0 && deliveries.All(delivery => delivery.State == DeliveryState.OnTime))
                _settled.Add(day);
        }

        return missing;
    }

    private async Task TellAsync(
        string dataset, DateOnly date, IReadOnlyList<ExpectedDelivery> deliveries, CancellationToken cancellationToken)
    {
        var states = await StatesAsync(dataset, date, cancellationToken);
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Deliveries));
        foreach (var delivery in deliveries)
        {
            var state = states.GetValueOrDefault(delivery.Id);
            if (delivery.IsMissing && state is null)
                await saga.Send(Missed(delivery), cancellationToken);
            else if (delivery.DeliveredAt is { } at && state == nameof(StoreDeliveryStateMachine.Overdue))
                await saga.Send(new DeliveryFound { DeliveryId = delivery.Id, DeliveredAt = at, Rows = delivery.Rows }, cancellationToken);
        }
    }

    private async Task<Dictionary<Guid, string>> StatesAsync(string dataset, DateOnly date, CancellationToken cancellationToken)
    {
        var states = new Dictionary<Guid, string>();
        string? next = null;
        do
        {
            var query = new SagaQuery<StoreDelivery>()
                .Where(delivery => delivery.Dataset, dataset)
                .Where(delivery => delivery.Day, StoreDelivery.DayOf(date))
                .Take(Page)
                .After(next);
            var page = await told.List(query, cancellationToken);
            foreach (var delivery in page.Sagas.Select(record => record.Saga))
                states[delivery.CorrelationId] = delivery.State;
            next = page.Next;
        }
        while (next is not null);
        return states;
    }

    private static DeliveryMissed Missed(ExpectedDelivery delivery) => new()
    {
        DeliveryId = delivery.Id,
        Dataset = delivery.Dataset,
        Store = delivery.Store,
        Date = delivery.Date,
        DueAt = delivery.ExpectedBy,
        TimeZone = delivery.TimeZone,
    };
}
