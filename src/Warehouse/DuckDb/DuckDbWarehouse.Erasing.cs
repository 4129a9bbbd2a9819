using System.Collections.Concurrent;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Erasures, in turn with the loads.</summary>
/// <remarks>
/// A load must not bring back what an erasure took. The zones are cleaned before the warehouse: whoever reads a manifest after the
/// warehouse's part stages clean rows, and whoever read it before and has committed is cleaned by that part. There remains a load that was
/// staged before and comes to its turn after; it is refused and staged again. To know it, this process counts the erasures of each
/// dataset: it alone writes the file, and staged files do not outlive it, so the count need not either. No key is kept for this.
/// </remarks>
internal sealed partial class DuckDbWarehouse : IErasableWarehouse
{
    private readonly ConcurrentDictionary<string, long> _erasures = new(StringComparer.Ordinal);

    public Task<long> CountErasuresAsync(string dataset, CancellationToken cancellationToken) => Task.FromResult(Erasures(dataset));

    public Task<WarehouseRowsErased> EraseAsync(EraseWarehouseRows command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.OrderId is null && command.CustomerId is null)
            throw new ArgumentException("An erasure names an order or a customer.", nameof(command));
        return InTurnAsync(() => Erase(command), cancellationToken);
    }

    private WarehouseRowsErased Erase(EraseWarehouseRows command)
    {
        (string Name, object? Value)[] key =
        [
            (OrderLine.Dataset, command.Command.Dataset),
            (OrderLine.OrderId, command.OrderId),
            (OrderLine.StoreId, command.StoreId),
            (OrderLine.ItemId, command.ItemId),
            (OrderLine.CustomerId, command.CustomerId),
        ];
        key = Array.FindAll(key, part => part.Value is not null);
        var condition = string.Join(" and ", key.Select(part => $"{part.Name} = ${part.Name}"));
        string Sql(string name) => SqlText.Read(name).Replace("{{condition}}", condition, StringComparison.Ordinal);

        if (command.Command.DryRun)
        {
            var current = _writer.Scalar<long>(Sql("count_erased_current"), key);
            var history = _writer.Scalar<long>(Sql("count_erased_history"), key);
            return new WarehouseRowsErased { Command = command.Command, Current = current, History = history, InPass = current + history };
        }

        var (answer, isDone) = FindErasure(command);
        if (isDone)
            return answer;

        // Before the commit: a load that is staged again for nothing does no harm.
        _erasures.AddOrUpdate(command.Command.Dataset, 1, static (_, count) => count + 1);
        _writer.Execute("begin transaction");
        try
        {
            _writer.Execute(
                SqlText.Read("insert_erasure"),
                ("erasure_id", command.Command.ErasureId),
                ("pass", command.Command.Pass),
                ("dataset", command.Command.Dataset),
                ("current_rows", _writer.Execute(Sql("erase_current"), key)),
                ("history_rows", _writer.Execute(Sql("erase_history"), key)),
                ("actor", command.Command.Actor),
                ("reason", command.Command.Reason),
                ("at", _time.GetUtcNow().UtcDateTime));
            BeforeCommit();
        }
        catch
        {
            Rollback();
            throw;
        }

        _writer.Execute("commit");
        return FindErasure(command).Answer;
    }

    private long Erasures(string dataset) => _erasures.GetValueOrDefault(dataset);

    /// <summary>Asked in the load's turn, in which no erasure can come.</summary>
    private bool IsErasedSince(StagedBatch batch) => batch.Erasures != Erasures(batch.Manifest.Dataset);

    private (WarehouseRowsErased Answer, bool IsDone) FindErasure(EraseWarehouseRows command)
    {
        using var find = _writer.Command(
            SqlText.Read("find_erasure"), ("erasure_id", command.Command.ErasureId), ("pass", command.Command.Pass));
        using var reader = find.ExecuteReader();
        reader.Read();
        var answer = new WarehouseRowsErased
        {
            Command = command.Command,
            Current = reader.GetInt64(0),
            History = reader.GetInt64(1),
            InPass = reader.GetInt64(2),
        };
        return (answer, reader.GetInt64(3) > 0);
    }
}
