using System.Globalization;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Schema;

/// <summary>
/// Brings a database, empty or written by any earlier version, to the newest schema and to the declared saga tables: all in
/// one transaction under a lock, so that nodes which start at once do it once.
/// </summary>
internal sealed class SchemaUpgrade(SagaDatabase database, IEnumerable<SagaTable> tables, TimeProvider time)
{
    /// <exception cref="SagaStoreException">The database is newer than this program, or a declaration does not fit it.</exception>
    public Task Run(CancellationToken cancellationToken)
    {
        var twice = tables.GroupBy(x => x.Name).FirstOrDefault(x => x.Count() > 1);
        if (twice is not null)
            throw new SagaStoreException($"Table '{twice.Key}' is declared by {string.Join(" and ", twice.Select(x => x.SagaType.Name))}");

        return database.WriteExclusively(
            async session =>
            {
                await Migrate(session, cancellationToken);
                foreach (var table in tables)
                    await new SagaTableUpgrade(session, table).Run(cancellationToken);
            },
            cancellationToken);
    }

    private async Task Migrate(SqlSession session, CancellationToken cancellationToken)
    {
        await using (var create = session.Command($"""
            create table if not exists saga_schema_version (
                version integer primary key, name text not null, applied_at {session.Dialect.TimestampType} not null)
            """))
            await create.ExecuteNonQueryAsync(cancellationToken);

        var current = await CurrentVersion(session, cancellationToken);
        var migrations = Migration.For(session.Dialect);
        if (current > migrations[^1].Version)
            throw new SagaStoreException(
                $"The database has schema version {current}, this program knows up to {migrations[^1].Version}: start a newer program");

        foreach (var migration in migrations.Where(x => x.Version > current))
        {
            await using (var step = session.Command(migration.Sql))
                await step.ExecuteNonQueryAsync(cancellationToken);
            await using var record = session.Command(
                "insert into saga_schema_version (version, name, applied_at) values (@version, @name, @at)",
                ("version", migration.Version),
                ("name", migration.Name),
                ("at", LookupValue.ToMicroseconds(time.GetUtcNow())));
            await record.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<int> CurrentVersion(SqlSession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("select coalesce(max(version), 0) from saga_schema_version");
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
