using System.Data.Common;
using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Sagas;

/// <summary>Writes a change in the transaction of <paramref name="session"/>.</summary>
internal sealed class SagaChangeWriter(SqlSession session, DateTimeOffset now)
{
    public async Task Write(SagaChange change, CancellationToken cancellationToken)
    {
        switch (change.Kind)
        {
            case SagaChangeKind.Insert:
                await Insert(change, cancellationToken);
                break;
            case SagaChangeKind.Update:
                await Update(change, cancellationToken);
                break;
            case SagaChangeKind.Delete:
                await Delete(change, cancellationToken);
                break;
            case SagaChangeKind.EventsOnly:
                break;
        }

        if (change.RemoveEvents)
            await RemoveEvents(change, cancellationToken);
        else if (change.Events.Count > 0)
            await AppendEvents(change, cancellationToken);
    }

    private async Task Insert(SagaChange change, CancellationToken cancellationToken)
    {
        var columns = string.Concat(change.Lookups.Select(x => $", \"{x.Name}\""));
        var values = string.Concat(change.Lookups.Select(x => $", @l_{x.Name}"));
        await using var command = session.Command(
            $"""
            insert into {change.Table.Quoted} (id, version, body, created_at, updated_at{columns})
            values (@id, 1, {session.Dialect.JsonParameter("body")}, @now, @now{values})
            """,
            [.. Bound(change), ("id", change.Id), ("body", change.Body), ("now", now)]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task Update(SagaChange change, CancellationToken cancellationToken)
    {
        var assignments = string.Concat(change.Lookups.Select(x => $", \"{x.Name}\" = @l_{x.Name}"));
        await using var command = session.Command(
            $"""
            update {change.Table.Quoted}
            set version = version + 1, body = {session.Dialect.JsonParameter("body")}, updated_at = @now{assignments}
            where id = @id and version = @version
            """,
            [.. Bound(change), ("id", change.Id), ("version", change.Version), ("body", change.Body), ("now", now)]);
        await ExpectOneRow(command, change, cancellationToken);
    }

    private async Task Delete(SagaChange change, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"delete from {change.Table.Quoted} where id = @id and version = @version", ("id", change.Id), ("version", change.Version));
        await ExpectOneRow(command, change, cancellationToken);
    }

    private async Task AppendEvents(SagaChange change, CancellationToken cancellationToken)
    {
        for (var i = 0; i < change.Events.Count; i++)
        {
            await using var command = session.Command(
                $"""
                insert into saga_event (saga, saga_id, seq, at, body)
                select @saga, @id, coalesce(max(seq), 0) + 1, @now, {session.Dialect.JsonParameter("body")}
                from saga_event where saga = @saga and saga_id = @id
                """,
                ("saga", change.Table.Name),
                ("id", change.Id),
                ("now", now),
                ("body", change.Events[i]));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task RemoveEvents(SagaChange change, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "delete from saga_event where saga = @saga and saga_id = @id", ("saga", change.Table.Name), ("id", change.Id));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static IEnumerable<(string, object?)> Bound(SagaChange change) => change.Lookups.Select(x => ("l_" + x.Name, x.Value));

    private static async Task ExpectOneRow(DbCommand command, SagaChange change, CancellationToken cancellationToken)
    {
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            throw new SagaStoreConcurrencyException(
                $"Version {change.Version} is no longer the newest", change.Table.SagaType, change.Id);
    }
}
