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
        var batch = new Batch("orders/a.csv");
        var run = new BatchRun { CorrelationId = batch.Id, State = "Initial", Version = 3 };
        run.Begin(batch.Landed(), Batch.LandedAt, "0af7651916cd43dd8448eb211c80319c");
        run.Enter(RunState.Transforming, "Landed.", "land", Batch.LandedAt, Guid.NewGuid());
        run.State = RunState.Transforming;
        run.Take(batch.Transformed());
        run.Take(batch.Loaded());

        var json = JsonSerializer.Serialize(run, JsonSerializerOptions.Web);
        var back = JsonSerializer.Deserialize<BatchRun>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, JsonSerializerOptions.Web));
        Assert.Equal(run.Timeline, back.Timeline);
        Assert.Equal((run.CorrelationId, run.State, run.Key, run.Loaded), (back.CorrelationId, back.State, back.Key, back.Loaded));
    }
}
