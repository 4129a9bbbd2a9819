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
/// Takes an erasure through its passes: zones, then warehouse, and again after a while, until a pass finds nothing. A message is only done
/// with when the next one is on its way or the erasure has ended; so a pass that was broken off, by a process that died too, comes again
/// from its queue, and does no harm. What its tries were used up for waits in the error queue, and goes on when it is sent again from there.
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
        if (await store.FindAsync(command.ErasureId, context.CancellationToken) is { State: ErasureState.Done })
            return;
        try
        {
            await RunAsync(command, context);
        }
        catch (Exception fault) when (StageRetry.IsFinal(context, fault))
        {
            LogFailed(command.ErasureId, fault.GetType().Name);
            await FailAsync(command.ErasureId, FaultClassifier.Describe(fault).Reason, context.CancellationToken);
            throw;
        }
    }

    public async Task Consume(ConsumeContext<WarehouseRowsErased> context)
    {
        var (answer, command) = (context.Message, context.Message.Command);
        if (await store.FindAsync(command.ErasureId, context.CancellationToken) is not { } record
            || record.State == ErasureState.Done
            || record.Passes >= command.Pass)
        {
            return;
        }

        if (answer.Problem is not null)
        {
            await FailAsync(command.ErasureId, answer.Problem, context.CancellationToken);
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
                Problem = null,
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
        record = record with { State = ErasureState.Erasing, Problem = null, UpdatedAt = time.GetUtcNow(), EndedAt = null };
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

    /// <summary>The command is in the error queue then; sent again from there, the erasure goes on.</summary>
    private async Task FailAsync(Guid erasureId, string problem, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(erasureId, cancellationToken) is not { } record)
            return;
        var now = time.GetUtcNow();
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
