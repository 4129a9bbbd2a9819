using System.Linq.Expressions;
using MassTransit;

namespace RetailBus.SagaStore;

/// <summary>Reads stored sagas and their events: what lists, pages and counts of sagas are built on. Never writes.</summary>
public interface ISagaReader<TSaga>
    where TSaga : class, ISaga
{
    /// <summary>The saga, or null when there is none.</summary>
    Task<SagaRecord<TSaga>?> Find(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The saga with all its events, as of one moment; the saga is null and the events remain once it is finalised.</summary>
    Task<SagaHistory<TSaga>> FindWithEvents(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Events in order, those after sequence number <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<SagaEvent>> Events(Guid id, long after = 0, int limit = 1000, CancellationToken cancellationToken = default);

    /// <summary>One page of the sagas that match.</summary>
    /// <exception cref="SagaStoreException">
    /// The query names what is not a lookup, orders by a nullable one, or has a foreign cursor.
    /// </exception>
    Task<SagaPage<TSaga>> List(SagaQuery<TSaga> query, CancellationToken cancellationToken = default);

    /// <summary>How many sagas match; order, limit and cursor of the query are left out.</summary>
    Task<long> Count(SagaQuery<TSaga> query, CancellationToken cancellationToken = default);

    /// <summary>How many sagas match per value of a lookup, ordered by it; sagas without a value count under null.</summary>
    Task<IReadOnlyList<SagaCount<TValue>>> CountBy<TValue>(
        Expression<Func<TSaga, TValue>> lookup, SagaQuery<TSaga>? query = null, CancellationToken cancellationToken = default);
}
