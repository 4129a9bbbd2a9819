using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.Erasing;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Erasures, in turn with the loads.</summary>
internal sealed partial class DuckDbWarehouse : IErasableWarehouse
{
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
