using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>
/// Plays the stages and an operator for one batch. Each command that the saga sends is answered by several executions, of which some
/// fail, some succeed, some don't add up; the answers are delivered in any order, some late, some again. What must never happen is
/// checked after every delivery by facts of its own, not by the saga's code.
/// </summary>
internal sealed class StageWorld(RunHost host, Batch batch)
{
    private readonly List<(object Message, Guid Id)> _mail = [(batch.Landed(), Guid.NewGuid())];
    private readonly List<(object Message, Guid Id)> _delivered = [];
    private readonly HashSet<object> _answered = new(ReferenceEqualityComparer.Instance);

    public async Task PlayAsync(Random random, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var choice = random.Next();
            Answer(random.Next());
            if (choice % 3 == 0 && (await FindAsync())?.State == RunState.Failed)
                await DeliverAsync((batch.Retry(), Guid.NewGuid()));
            var next = (choice % 9, _mail.Count, _delivered.Count) switch
            {
                (0, _, > 0) => _delivered[(choice / 7) % _delivered.Count],
                (1, _, > 0) => (OperatorCommand(choice / 7, await FindAsync()), Guid.NewGuid()),
                (2, _, > 0) when await ExpiredAsync() is { } expired => (expired, Guid.NewGuid()),
                (7, _, _) => (Progress(choice / 9), Guid.NewGuid()),
                (8, _, > 0) when await RedriveAsync() is { } redrive => (redrive, Guid.NewGuid()),
                (_, > 0, _) => TakeMail(choice / 7),
                (_, _, > 0) => _delivered[(choice / 7) % _delivered.Count],
                _ => (batch.Landed(), Guid.NewGuid()),
            };
            await DeliverAsync(next);
        }
    }

    /// <summary>Delivers what is left: every command was answered by then, so the run must have come to rest.</summary>
    public async Task SettleAsync()
    {
        for (var step = 0; step < 100; step++)
        {
            Answer(step * 5);
            if (_mail.Count == 0)
                break;
            await DeliverAsync(TakeMail(step));
        }

        var run = await host.RunAsync(batch.Id);
        Assert.True(RunState.IsSettled(run.State), $"The run is {run.State} with nothing left to wait for. {Story()}");
    }

    private async Task<ExpireStage?> ExpiredAsync()
    {
        var run = (await host.Services.GetRequiredService<ISagaReader<BatchRun>>().Find(batch.Id, TestContext.Current.CancellationToken))?.Saga;
        if (run?.DeadlineAt is not { } deadline)
            return null;

        host.Time.SetUtcNow(deadline.AddSeconds(1));
        return new ExpireStage { BatchId = batch.Id, State = run.State, Attempt = run.Attempt, DeadlineAt = deadline };
    }

    /// <summary>As the watch does it: on a stage's finished work, so never for one that was not commanded.</summary>
    private async Task<RedriveStage?> RedriveAsync()
    {
        var run = (await host.Services.GetRequiredService<ISagaReader<BatchRun>>().Find(batch.Id, TestContext.Current.CancellationToken))?.Saga;
        var ofTransform = run?.State == RunState.Transforming || run?.FailedStage == StageNames.Transform;
        if (run is null || (!ofTransform && host.Commands<LoadBatch>(IsOurs).All(command => command.Attempt != run.Attempt)))
            return null;

        return new RedriveStage
        {
            BatchId = batch.Id,
            State = run.State,
            Attempt = run.Attempt,
            ChangedAt = run.UpdatedAt,
            Actor = "watch",
            Reason = RunFacts.AnswerLost(ofTransform ? RunState.Transforming : RunState.Loading),
        };
    }

    private (object Message, Guid Id) TakeMail(int choice)
    {
        var at = choice % _mail.Count;
        var mail = _mail[at];
        _mail.RemoveAt(at);
        return mail;
    }

    private void Answer(int choice)
    {
        foreach (var command in host.Deliveries.Sent.Where(IsOurs).Where(_answered.Add))
        {
            object[] answers = (command, choice % 6) switch
            {
                (TransformBatch c, 0) => [batch.TransformFailed(c.Attempt), batch.Transformed(c.Attempt)],
                (TransformBatch c, 1) => [batch.TransformFault(c.Attempt), batch.TransformFailed(c.Attempt)],
                (TransformBatch c, 2) => [batch.Transformed(c.Attempt, records: 11)],
                (TransformBatch c, 3) => [batch.Transformed(c.Attempt, rejectLimit: 0), batch.TransformFailed(c.Attempt)],
                (TransformBatch c, _) => [batch.Transformed(c.Attempt)],
                (LoadBatch c, 0) => [batch.LoadFailed(c.Attempt), batch.Loaded(c.Attempt)],
                (LoadBatch c, 1) => [batch.LoadFault(c.Attempt)],
                (LoadBatch c, 2) => [batch.Loaded(c.Attempt, inserted: 7)],
                (LoadBatch c, 3) => [batch.LoadFailed(c.Attempt), batch.LoadFault(c.Attempt)],
                (LoadBatch c, _) => [batch.Loaded(c.Attempt), batch.Loaded(c.Attempt)],
                _ => [],
            };
            _mail.AddRange(answers.Select(answer => (answer, Guid.NewGuid())));
        }
    }

    private bool IsOurs(object command) => command switch
    {
        TransformBatch c => c.BatchId == batch.Id,
        LoadBatch c => c.BatchId == batch.Id,
        _ => false,
    };

    private StageProgress Progress(int choice) => batch.Progress(
        host.Time.GetUtcNow().AddMinutes((choice % 3) - 1), 1 + (choice % 4), choice % 2 == 0 ? StageNames.Transform : StageNames.Load);

    /// <summary>By one who looked, by one who looked at the attempt before, and by one who did not.</summary>
    private object OperatorCommand(int choice, RunDetail? run)
    {
        var seen = run is null || choice / 5 % 3 == 0 ? null : new SeenRun(run.State, Math.Max(1, run.Attempt - (choice / 5 % 3) + 1));
        return (choice % 5) switch
        {
            0 => batch.Cancel(seen),
            1 => batch.Release(seen),
            2 => batch.Replay(seen),
            _ => batch.Retry(seen),
        };
    }

    private async Task DeliverAsync((object Message, Guid Id) mail)
    {
        var before = await FindAsync();
        await host.DeliverAsync(mail.Message, mail.Id);
        _delivered.Add(mail);
        var after = await FindAsync();
        RunFacts.Check(before, after, mail.Message, Story());
        RunFacts.Check(after, host.Commands<TransformBatch>(IsOurs), host.Commands<LoadBatch>(IsOurs), Story());
    }

    private async Task<RunDetail?> FindAsync() => await host.Ledger.FindAsync(batch.Id, TestContext.Current.CancellationToken);

    private string Story() => string.Join(" · ", _delivered.Select(mail => mail.Message switch
    {
        TransformCompleted m => $"transformed {m.Attempt}{(m.Rows.Balances ? "" : " unbalanced")}",
        TransformFailed m => $"transform failed {m.Attempt}",
        FaultOf<TransformBatch> m => $"transform fault {m.Message.Attempt}",
        LoadCompleted m => $"loaded {m.Attempt}{(m.Rows.Total == 8 ? "" : " unbalanced")}",
        LoadFailed m => $"load failed {m.Attempt}",
        FaultOf<LoadBatch> m => $"load fault {m.Message.Attempt}",
        var m => m.GetType().Name,
    }));
}
