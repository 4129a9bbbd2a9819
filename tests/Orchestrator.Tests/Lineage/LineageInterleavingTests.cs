using FsCheck;
using FsCheck.Xunit;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Lineage;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Lineage;

/// <summary>Whatever order messages come in, each of OpenLineage's runs has one START and, unless it is still open, one end.</summary>
public sealed class LineageInterleavingTests(LineageInterleavingTests.Host shared) : IClassFixture<LineageInterleavingTests.Host>
{
    private static int _batches;

    [Property(MaxTest = 60, EndSize = 60)]
    public async Task Each_execution_begins_once_and_ends_once(DoNotSize<int> seed, NonNegativeInt steps)
    {
        var batch = new Batch($"orders/{Interlocked.Increment(ref _batches)}.csv", $"content-{_batches}");
        var world = new StageWorld(shared.Runs, batch);
        await world.PlayAsync(new System.Random(seed.Item), steps.Get);
        await world.SettleAsync();

        var run = await shared.Runs.RunAsync(batch.Id);
        var executions = shared.Runs.Deliveries.ToLineage.Where(step => step.Run.Id == batch.Id).GroupBy(step => step.Execution).ToList();

        Assert.Equal(Enumerable.Range(1, executions.Count), executions.Select(execution => execution.Key));
        foreach (var execution in executions)
        {
            var isOpen = execution.Key == executions.Count && run.State == RunState.Held;
            Assert.Equal("START", execution.First().EventType);
            Assert.Single(execution, step => step.EventType == "START");
            Assert.Equal(isOpen ? 0 : 1, execution.Count(step => step.EventType is "COMPLETE" or "FAIL" or "ABORT"));
            Assert.Equal(isOpen ? "RUNNING" : End(execution), execution.Last().EventType);
            Assert.Single(execution.Select(step => step.Attempt).Distinct());
        }

        static string End(IEnumerable<TellLineage> execution) =>
            execution.Single(step => step.EventType is "COMPLETE" or "FAIL" or "ABORT").EventType;
    }

    public sealed class Host : IAsyncLifetime
    {
        internal RunHost Runs { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Runs = await RunHost.StartAsync(
            maxAttempts: 4,
            configure: builder =>
            {
                builder.Configuration["Lineage:Url"] = "http://127.0.0.1:9";
                builder.Services.AddLineage();
            });

        public ValueTask DisposeAsync() => Runs.DisposeAsync();
    }
}
