using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using MassTransit;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

internal sealed class SagaReader<TSaga>(SagaDatabase database, SagaDefinitionOf<TSaga> definition) : ISagaReader<TSaga>
    where TSaga : class, ISaga
{
    private const string Columns = "id, version, body, created_at, updated_at";

    private readonly SagaTable _table = definition.Table;

    public Task<SagaRecord<TSaga>?> Find(Guid id, CancellationToken cancellationToken = default) =>
        database.Read(session => Find(session, id, cancellationToken), cancellationToken);

    public Task<SagaHistory<TSaga>> FindWithEvents(Guid id, CancellationToken cancellationToken = default) =>
        database.ReadSnapshot(
            async session => new SagaHistory<TSaga>(
                await Find(session, id, cancellationToken),
                await Events(session, id, 0, int.MaxValue, cancellationToken)),
            cancellationToken);

    public Task<IReadOnlyList<SagaEvent>> Events(
        Guid id, long after = 0, int limit = 1000, CancellationToken cancellationToken = default) =>
        database.Read(session => Events(session, id, after, limit, cancellationToken), cancellationToken);

    public Task<SagaPage<TSaga>> List(SagaQuery<TSaga> query, CancellationToken cancellationToken = default)
    {
        var list = new SagaListing(_table, query.OrderPath, query.IsDescending, query.PageSize);
        var (sql, arguments) = list.Build(Columns, Filter(query), query.Last is { } last ? list.Position(last) : query.Cursor);
        return database.Read(
            async session =>
            {
                var sagas = new List<SagaRecord<TSaga>>();
                object? lastValue = null;
                await using var command = session.Command(sql, arguments);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    if (sagas.Count == query.PageSize)
                        return new SagaPage<TSaga>(sagas, PageCursor.Write(list.Order, lastValue, sagas[^1].Saga.CorrelationId));

                    sagas.Add(Read(session, reader));
                    lastValue = list.ReadOrderValue(session, reader);
                }

                return new SagaPage<TSaga>(sagas, null);
            },
            cancellationToken);
    }

    public Task<long> Count(SagaQuery<TSaga> query, CancellationToken cancellationToken = default)
    {
        var filter = Filter(query);
        return database.Read(
            async session =>
            {
                await using var command = session.Command(
                    $"select count(*) from {_table.Quoted} where {filter.Sql}", [.. filter.Arguments]);
                return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<SagaCount<TValue>>> CountBy<TValue>(
        Expression<Func<TSaga, TValue>> lookup, SagaQuery<TSaga>? query = null, CancellationToken cancellationToken = default)
    {
        var column = _table.Get(LookupPath.Of(lookup));
        var filter = Filter(query ?? new());
        return database.Read<IReadOnlyList<SagaCount<TValue>>>(
            async session =>
            {
                var counts = new List<SagaCount<TValue>>();
                await using var command = session.Command(
                    $"""
                    select {column.Quoted}, count(*) from {_table.Quoted} where {filter.Sql}
                    group by {column.Quoted} order by {column.Quoted}
                    """,
                    [.. filter.Arguments]);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    var value = LookupValue.ToClr(session.Dialect.ReadValue(reader, 0, column.Type), column.ClrType);
                    counts.Add(new((TValue?)value, reader.GetInt64(1)));
                }

                return counts;
            },
            cancellationToken);
    }

    private async Task<SagaRecord<TSaga>?> Find(SqlSession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"select {Columns} from {_table.Quoted} where id = @id", ("id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(session, reader) : null;
    }

    private async Task<IReadOnlyList<SagaEvent>> Events(
        SqlSession session, Guid id, long after, int limit, CancellationToken cancellationToken)
    {
        var events = new List<SagaEvent>();
        await using var command = session.Command(
            """
            select seq, at, body from saga_event
            where saga = @saga and saga_id = @id and seq > @after order by seq limit @limit
            """,
            ("saga", _table.Name),
            ("id", id),
            ("after", after),
            ("limit", (long)limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            events.Add(new(reader.GetInt64(0), session.Dialect.ReadTimestamp(reader, 1), reader.GetString(2), _table.Json));

        return events;
    }

    private SqlFilter Filter(SagaQuery<TSaga> query)
    {
        var filter = new SqlFilter();
        foreach (var condition in query.Conditions)
            condition.AppendTo(filter, _table.Get(condition.Path));

        return filter;
    }

    private SagaRecord<TSaga> Read(SqlSession session, DbDataReader reader)
    {
        var saga = JsonSerializer.Deserialize<TSaga>(reader.GetString(2), _table.Json)
            ?? throw new SagaStoreException($"Saga {reader.GetGuid(0)} in table '{_table.Name}' is null");
        return new(saga, reader.GetInt64(1), session.Dialect.ReadTimestamp(reader, 3), session.Dialect.ReadTimestamp(reader, 4));
    }
}
