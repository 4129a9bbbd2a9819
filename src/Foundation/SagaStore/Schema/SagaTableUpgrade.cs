using System.Text.Json;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Schema;

/// <summary>Creates a saga type's table, adds lookup columns that were declared since and fills them, creates its indexes.</summary>
internal sealed class SagaTableUpgrade(SqlSession session, SagaTable table)
{
    private const int SagasAtOnce = 500;

    private SqlDialect Dialect => session.Dialect;

    public async Task Run(CancellationToken cancellationToken)
    {
        await Execute(
            $"""
            create table if not exists {table.Quoted} (
                id {Dialect.UuidType} primary key, version bigint not null, body {Dialect.JsonType} not null,
                created_at {Dialect.TimestampType} not null, updated_at {Dialect.TimestampType} not null)
            """,
            cancellationToken);

        var existing = await Dialect.ReadColumns(session, table.Name, cancellationToken);
        var added = new List<Lookup>();
        foreach (var lookup in table.Lookups)
        {
            if (!existing.TryGetValue(lookup.Column, out var type))
                added.Add(lookup);
            else if (!IsSame(type, Dialect.TypeName(lookup.Type)))
                throw new SagaStoreException(
                    $"Column '{lookup.Column}' of table '{table.Name}' is {type}, but its lookup needs {Dialect.TypeName(lookup.Type)}");
        }

        foreach (var lookup in added)
            await Execute($"alter table {table.Quoted} add column {lookup.Quoted} {Dialect.TypeName(lookup.Type)}", cancellationToken);
        if (added.Count > 0)
            await Fill(added, cancellationToken);
        foreach (var index in table.Indexes)
            await CreateIndex(index, cancellationToken);
    }

    private async Task CreateIndex(IReadOnlyList<Lookup> columns, CancellationToken cancellationToken)
    {
        var name = SqlName.Quoted(SqlName.Index(table.Name, columns.Select(x => x.Column)));
        var list = string.Join(", ", columns.Select(x => x.Quoted));
        await Execute($"create index if not exists {name} on {table.Quoted} ({list}, id)", cancellationToken);
    }

    private async Task Fill(List<Lookup> added, CancellationToken cancellationToken)
    {
        var assignments = string.Join(", ", added.Select((x, i) => $"{x.Quoted} = @v{i}"));
        var sagas = await ReadAfter(null, cancellationToken);
        while (sagas.Count > 0)
        {
            foreach (var (id, body) in sagas)
            {
                var saga = JsonSerializer.Deserialize(body, table.SagaType, table.Json)
                    ?? throw new SagaStoreException($"Saga {id} in table '{table.Name}' is null");
                var arguments = added.Select((x, i) => ($"v{i}", table.ReadLookup(x, saga))).Append(("id", id)).ToArray();
                await using var update = session.Command($"update {table.Quoted} set {assignments} where id = @id", arguments);
                await update.ExecuteNonQueryAsync(cancellationToken);
            }

            sagas = await ReadAfter(sagas[^1].Id, cancellationToken);
        }
    }

    private async Task<List<(Guid Id, string Body)>> ReadAfter(Guid? last, CancellationToken cancellationToken)
    {
        var rows = new List<(Guid, string)>(SagasAtOnce);
        await using var command = last is null
            ? session.Command($"select id, body from {table.Quoted} order by id limit {SagasAtOnce}")
            : session.Command($"select id, body from {table.Quoted} where id > @last order by id limit {SagasAtOnce}", ("last", last));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((reader.GetGuid(0), reader.GetString(1)));

        return rows;
    }

    private static bool IsSame(string type, string declared) =>
        type == declared || (type == "timestamp with time zone" && declared == "timestamptz");

    private async Task Execute(string sql, CancellationToken cancellationToken)
    {
        await using var command = session.Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
