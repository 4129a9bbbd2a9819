using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Outbox;

internal sealed class SagaStoreMonitor(SagaDatabase database) : ISagaStoreMonitor
{
    public Task<OutboxBacklog> ReadBacklog(CancellationToken cancellationToken = default) =>
        database.Read(
            async session =>
            {
                await using var command = session.Command(
                    "select count(*), count(last_error), min(created_at) from saga_outbox");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                return new OutboxBacklog(
                    reader.GetInt64(0),
                    reader.GetInt64(1),
                    reader.IsDBNull(2) ? null : session.Dialect.ReadTimestamp(reader, 2));
            },
            cancellationToken);
}
