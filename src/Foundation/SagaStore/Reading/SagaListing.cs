using System.Data.Common;
using MassTransit;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

/// <summary>The statement that reads one page, in keyset order: no page gets slower the further down the list it is.</summary>
internal sealed class SagaListing
{
    private readonly SagaTable _table;
    private readonly bool _descending;
    private readonly int _pageSize;
    private int _orderOrdinal;

    public SagaListing(SagaTable table, string? orderPath, bool descending, int pageSize)
    {
        _table = table;
        _descending = descending;
        _pageSize = pageSize;
        Order = orderPath is null ? null : table.Get(orderPath);
        if (Order is { Required: false })
            throw new SagaStoreException($"Sagas cannot be ordered by '{Order.Column}', which may be null: declare the lookup as required");
    }

    public Lookup? Order { get; }

    public (string Sql, (string, object?)[] Arguments) Build(string columns, SqlFilter filter, string? cursor)
    {
        _orderOrdinal = columns.Split(',').Length;
        if (cursor is not null)
            AppendPosition(filter, PageCursor.Read(cursor, Order));
        var way = _descending ? "desc" : "asc";
        var ordered = Order is null ? $"id {way}" : $"{Order.Quoted} {way}, id {way}";
        var selected = Order is null ? columns : $"{columns}, {Order.Quoted}";

        // One more than the page holds tells whether there is a next one.
        var sql = $"select {selected} from {_table.Quoted} where {filter.Sql} order by {ordered} limit {_pageSize + 1}";
        return (sql, [.. filter.Arguments]);
    }

    /// <summary>The cursor of a page that ended with this saga.</summary>
    public string Position(ISaga saga) => PageCursor.Write(Order, Order is null ? null : _table.ReadLookup(Order, saga), saga.CorrelationId);

    public object? ReadOrderValue(SqlSession session, DbDataReader reader) =>
        Order is null ? null : session.Dialect.ReadValue(reader, _orderOrdinal, Order.Type);

    private void AppendPosition(SqlFilter filter, PageCursor cursor)
    {
        var beyond = _descending ? "<" : ">";
        if (Order is null)
        {
            filter.And().Append($"id {beyond} ").Bind(cursor.Id);
            return;
        }

        filter.And().Append($"({Order.Quoted}, id) {beyond} (")
            .Bind(cursor.NormalizedValue(Order)).Append(", ").Bind(cursor.Id).Append(")");
    }
}
