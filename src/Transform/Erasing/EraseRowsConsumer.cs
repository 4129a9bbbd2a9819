using MassTransit;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Erasing;

/// <summary>
/// Takes an erasure through its passes: zones, then warehouse, and again after a while, until a pass finds nothing. A pass that was broken
/// off comes again and does no harm.
/// </summary>
internal sealed partial class EraseRowsConsumer(
    ContractCatalog contracts,
    ErasurePass pass,
    ErasureStore store,
    ErasureSchedule schedule,
    PiiGuard guard,
    TimeProvider time,
    ILogger<EraseRowsConsumer> logger)
    : IConsumer<EraseRows>, IConsumer<WarehouseRowsErased>
{
    /// <summary>
    /// Of an erasure; a dry run takes one. What was on its way during the first is looked for by a later one, and the last of all is one
    /// that finds nothing.
    /// </summary>
    private const int FewestPasses = 2;

    public async Task Consume(ConsumeContext<EraseRows> context)
    {
        var command = context.Message;
        if (await store.FindAsync(command.ErasureId, context.CancellationToken) is { } known && ErasureState.IsEnded(known.State))
            return;
        try
        {
            await RunAsync(command, context);
        }
        catch (Exception fault) when (StageRetry.IsFinal(context, fault))
        {
            await FailAsync(command, fault, context.CancellationToken);
            throw;
        }
    }

    public async Task Consume(ConsumeContext<WarehouseRowsErased> context)
    {
        var (answer, command) = (context.Message, context.Message.Command);
        if (await store.FindAsync(command.ErasureId, context.CancellationToken) is not { } record
            || ErasureState.IsEnded(record.State)
            || record.Passes >= command.Pass)
        {
            return;
        }

        var now = time.GetUtcNow();
        var foundNothing = answer.InPass == 0 && record.FoundInPass == 0;
        var isDone = command.DryRun || (command.Pass >= FewestPasses && foundNothing);
        if (!isDone)
            await schedule.SendAsync(context, command with { Pass = command.Pass + 1 });
        await store.SaveAsync(
            record with
            {
                State = isDone ? ErasureState.Done : ErasureState.Verifying,
                Passes = command.Pass,
                FoundInPass = 0,
                CurrentRows = answer.Current,
                HistoryRows = answer.History,
                UpdatedAt = now,
                EndedAt = isDone ? now : null,
            },
            context.CancellationToken);
        LogPass(command.ErasureId, command.Pass, record.Objects.Count, answer.Current, answer.History, command.DryRun);
    }

    private async Task RunAsync(EraseRows command, ConsumeContext context)
    {
        var contract = contracts.Get(command.Dataset);
        var key = ErasureKey.Parse(command.Key, contract);
        var record = await store.FindAsync(command.ErasureId, context.CancellationToken)
            ?? await ErasureRecords.NewAsync(command, key, store, time, context.CancellationToken);
        var written = key.Guarded(guard);
        record = record with { State = ErasureState.Erasing, UpdatedAt = time.GetUtcNow() };
        var work = new ErasureWork(command, key, written, contract, record);
        await work.SaveAsync(store, context.CancellationToken);
        await pass.RunAsync(work, context.CancellationToken);
        await work.SaveAsync(store, context.CancellationToken);

        var warehouse = await context.GetSendEndpoint(QueueNames.Address(QueueNames.Load));
        await warehouse.Send(
            new EraseWarehouseRows
            {
                Command = command,
                OrderId = written.Of(OrderLine.OrderId),
                StoreId = written.Of(OrderLine.StoreId),
                ItemId = written.Of(OrderLine.ItemId),
                CustomerId = written.Of(OrderLine.CustomerId),
            },
            context.CancellationToken);
    }

    private async Task FailAsync(EraseRows command, Exception fault, CancellationToken cancellationToken)
    {
        LogFailed(command.ErasureId, fault.GetType().Name);
        if (await store.FindAsync(command.ErasureId, cancellationToken) is not { } record)
            return;
        var now = time.GetUtcNow();
        var problem = FaultClassifier.Describe(fault).Reason;
        await store.SaveAsync(
            record with { State = ErasureState.Failed, Problem = problem, UpdatedAt = now, EndedAt = now }, cancellationToken);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Erasure {ErasureId}, pass {Pass}: {Objects} objects, {Current} current and {History} historic rows (dry run: {DryRun})")]
    private partial void LogPass(Guid erasureId, int pass, int objects, long current, long history, bool dryRun);

    [LoggerMessage(Level = LogLevel.Error, Message = "Erasure {ErasureId} failed: {Fault}; what it was to erase is not logged")]
    private partial void LogFailed(Guid erasureId, string fault);
}
