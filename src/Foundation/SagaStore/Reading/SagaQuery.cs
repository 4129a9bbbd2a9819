using System.Linq.Expressions;
using MassTransit;
using RetailBus.SagaStore.Reading;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore;

/// <summary>Which sagas to list, in what order. All conditions must hold. Selectors must be declared lookups.</summary>
public sealed class SagaQuery<TSaga>
    where TSaga : class, ISaga
{
    private const int LargestPage = 1000;

    private readonly List<SagaCondition> _conditions = [];

    internal IReadOnlyList<SagaCondition> Conditions => _conditions;

    internal string? OrderPath { get; private set; }

    internal bool IsDescending { get; private set; }

    internal int PageSize { get; private set; } = 100;

    internal string? Cursor { get; private set; }

    internal TSaga? Last { get; private set; }

    /// <summary>The lookup equals the value; a null value finds sagas without one.</summary>
    public SagaQuery<TSaga> Where<TValue>(Expression<Func<TSaga, TValue>> lookup, TValue value)
    {
        _conditions.Add(new EqualCondition(LookupPath.Of(lookup), value));
        return this;
    }

    /// <summary>The lookup is one of the values; none of an empty list.</summary>
    public SagaQuery<TSaga> WhereIn<TValue>(Expression<Func<TSaga, TValue>> lookup, IEnumerable<TValue> values)
    {
        _conditions.Add(new InCondition(LookupPath.Of(lookup), [.. values.Cast<object?>()]));
        return this;
    }

    /// <summary>The lookup is in a range; a bound left null is open.</summary>
    /// <param name="lookup">The lookup.</param>
    /// <param name="from">Least value, included.</param>
    /// <param name="before">First value no longer included.</param>
    public SagaQuery<TSaga> WhereInRange<TValue>(Expression<Func<TSaga, TValue>> lookup, TValue? from, TValue? before)
        where TValue : struct
    {
        _conditions.Add(new RangeCondition(LookupPath.Of(lookup), from, before));
        return this;
    }

    /// <summary>Orders by a lookup that is never null, then by id. Without an order sagas come by id.</summary>
    public SagaQuery<TSaga> OrderBy<TValue>(Expression<Func<TSaga, TValue>> lookup)
    {
        OrderPath = LookupPath.Of(lookup);
        IsDescending = false;
        return this;
    }

    /// <summary>As <see cref="OrderBy"/>, the greatest first.</summary>
    public SagaQuery<TSaga> OrderByDescending<TValue>(Expression<Func<TSaga, TValue>> lookup)
    {
        OrderBy(lookup);
        IsDescending = true;
        return this;
    }

    /// <summary>Sagas on a page: 1 to 1000, 100 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public SagaQuery<TSaga> Take(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        PageSize = pageSize;
        return this;
    }

    /// <summary>
    /// Goes on after the page that gave this <see cref="SagaPage{TSaga}.Next"/>, under the same order; null is the start.
    /// </summary>
    public SagaQuery<TSaga> After(string? cursor)
    {
        Cursor = cursor;
        Last = null;
        return this;
    }

    /// <summary>Goes on after this saga, whether or not it is on a page or still stored; null is the start.</summary>
    public SagaQuery<TSaga> AfterSaga(TSaga? last)
    {
        Cursor = null;
        Last = last;
        return this;
    }
}
