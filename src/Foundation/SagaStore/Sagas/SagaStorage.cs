using System.Linq.Expressions;
using System.Text.Json;
using MassTransit;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Sagas;

/// <summary>Reads sagas of one type and describes their changes.</summary>
internal sealed class SagaStorage<TSaga>(SagaDatabase database, SagaDefinitionOf<TSaga> definition)
    where TSaga : class, ISaga
{
    private readonly SagaTable _table = definition.Table;

    public Task<StoredSaga<TSaga>?> Load(Guid id, CancellationToken cancellationToken) =>
        database.Read(
            async session =>
            {
                await using var command = session.Command($"select version, body from {_table.Quoted} where id = @id", ("id", id));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                if (!await reader.ReadAsync(cancellationToken))
                    return null;

                var body = reader.GetString(1);
                return new StoredSaga<TSaga>(Read(id, body), reader.GetInt64(0), body);
            },
            cancellationToken);

    public Task<IList<Guid>> Find(Expression<Func<TSaga, bool>> expression, CancellationToken cancellationToken) =>
        database.Read<IList<Guid>>(
            async session =>
            {
                var filter = SagaFilterTranslator.Translate(_table, expression);
                var ids = new List<Guid>();
                await using var command = session.Command(
                    $"select id from {_table.Quoted} where {filter.Sql} order by created_at, id", [.. filter.Arguments]);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                    ids.Add(reader.GetGuid(0));

                return ids;
            },
            cancellationToken);

    public SagaChange Inserted(TSaga saga)
    {
        SetVersion(saga, 1);
        return Described(SagaChangeKind.Insert, saga) with { Body = Write(saga), Lookups = ReadLookups(saga) };
    }

    public SagaChange Updated(TSaga saga, StoredSaga<TSaga> read)
    {
        var described = Described(SagaChangeKind.Update, saga) with { Version = read.Version };
        if (described.Events.Count == 0 && string.Equals(Write(saga), read.Body, StringComparison.Ordinal))
            return described with { Body = read.Body, Lookups = ReadLookups(saga), IsUnchanged = true };

        SetVersion(saga, read.Version + 1);
        return described with { Body = Write(saga), Lookups = ReadLookups(saga) };
    }

    public SagaChange Deleted(TSaga saga, StoredSaga<TSaga> read) =>
        Described(SagaChangeKind.Delete, saga) with { Version = read.Version, RemoveEvents = definition.RemoveEventsWithSaga };

    /// <summary>For a saga that was created and finalised by one message, and so was never stored.</summary>
    public SagaChange Passed(TSaga saga)
    {
        var described = Described(SagaChangeKind.EventsOnly, saga);
        return definition.RemoveEventsWithSaga ? described with { Events = [] } : described;
    }

    private SagaChange Described(SagaChangeKind kind, TSaga saga) => new(kind, _table, saga.CorrelationId)
    {
        Events = definition.TakeEvents is { } take
            ? [.. take(saga)]
            : [],
    };

    private (string, object?)[] ReadLookups(TSaga saga) => [.. _table.Lookups.Select(x => (x.Column, _table.ReadLookup(x, saga)))];

    private string Write(TSaga saga) => JsonSerializer.Serialize(saga, _table.Json);

    private TSaga Read(Guid id, string body)
    {
        try
        {
            return JsonSerializer.Deserialize<TSaga>(body, _table.Json) ?? throw new JsonException("The document is null");
        }
        catch (JsonException exception)
        {
            throw new SagaStoreException($"Saga {id} in table '{_table.Name}' cannot be read: {exception.Message}", exception);
        }
    }

    private static void SetVersion(TSaga saga, long version)
    {
        if (saga is ISagaVersion versioned)
            versioned.Version = checked((int)version);
    }
}
