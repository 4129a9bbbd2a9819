using System.Text.Json;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public sealed class BatchRunJsonTests
{
    [Fact]
    public void A_run_comes_back_from_JSON_as_it_was()
    {
        var run = Run(out var batch);
        run.Remember(Guid.NewGuid());
        run.Take(batch.Transformed());
        run.Take(batch.Loaded());

        var json = JsonSerializer.Serialize(run, JsonSerializerOptions.Web);
        var back = JsonSerializer.Deserialize<BatchRun>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, JsonSerializerOptions.Web));
        Assert.Equal(run.TakenCommands, back.TakenCommands);
        Assert.Equal((run.State, run.Key, run.Loaded, run.DeadlineAt), (back.State, back.Key, back.Loaded, back.DeadlineAt));
    }

    [Fact]
    public void The_document_does_not_grow_with_the_timeline_nor_without_end_with_commands()
    {
        var run = Run(out _);
        for (var i = 0; i < 64; i++)
            Again();
        var size = JsonSerializer.Serialize(run).Length;
        for (var i = 0; i < 100; i++)
            Again();

        Assert.Equal(size, JsonSerializer.Serialize(run).Length);
        Assert.Equal(165, run.TakeNewEntries().Count);
        Assert.Empty(run.TakeNewEntries());

        void Again()
        {
            run.Remember(Guid.NewGuid());
            run.Enter(RunState.Loading, "Again.", "ana", Batch.LandedAt, deadline: null, Guid.NewGuid());
        }
    }

    private static BatchRun Run(out Batch batch)
    {
        batch = new Batch("orders/a.csv");
        var run = new BatchRun { CorrelationId = batch.Id, State = "Initial", Version = 3 };
        run.Begin(batch.Landed(), Batch.LandedAt, "0af7651916cd43dd8448eb211c80319c");
        run.Enter(RunState.Transforming, "Landed.", "land", Batch.LandedAt, Batch.LandedAt.AddMinutes(30), Guid.NewGuid());
        run.State = RunState.Transforming;
        return run;
    }
}
