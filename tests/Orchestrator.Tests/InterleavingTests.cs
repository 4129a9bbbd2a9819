using FsCheck;
using FsCheck.Xunit;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

/// <summary>FsCheck prints the seed of a failure; give it as <c>Replay</c> to see it again.</summary>
public sealed class InterleavingTests(InterleavingTests.Host shared) : IClassFixture<InterleavingTests.Host>
{
    private static int _batches;

    [Property(MaxTest = 200, EndSize = 80)]
    public async Task Repeated_late_and_reordered_messages_never_lead_to_a_wrong_state(DoNotSize<int> seed, NonNegativeInt steps)
    {
        var world = new StageWorld(shared.Runs, new Batch($"orders/{Interlocked.Increment(ref _batches)}.csv", $"content-{_batches}"));
        await world.PlayAsync(new Random(seed.Item), steps.Get);
        await world.SettleAsync();
    }

    [Fact]
    public async Task Many_batches_whose_messages_race_all_complete_once()
    {
        var batches = Enumerable.Range(0, 50).Select(i => new Batch($"orders/race-{i}.csv", $"race-{i}")).ToArray();
        await Task.WhenAll(batches.SelectMany(batch => new[] { batch.Landed(), batch.Landed() }).Select(m => shared.Runs.DeliverAsync(m)));
        await Task.WhenAll(batches.SelectMany(batch => new object[]
        {
            batch.Transformed(), batch.TransformFailed(2), batch.Transformed(), batch.Landed(), batch.TransformFault(2), batch.Loaded(9),
        }).Select(message => shared.Runs.DeliverAsync(message)));
        await Task.WhenAll(batches.SelectMany(batch => new object[]
        {
            batch.Loaded(), batch.TransformFailed(), batch.Loaded(), batch.Transformed(), batch.LoadFault(9),
        }).Select(message => shared.Runs.DeliverAsync(message)));

        foreach (var batch in batches)
        {
            Assert.Equal(["Transforming", "Loading", "Completed"], (await shared.Runs.RunAsync(batch.Id)).Timeline.Select(entry => entry.To));
            Assert.Single(shared.Runs.Commands<Contracts.Messages.LoadBatch>(command => command.BatchId == batch.Id));
        }
    }

    public sealed class Host : IAsyncLifetime
    {
        internal RunHost Runs { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Runs = await RunHost.StartAsync(maxAttempts: 4);

        public ValueTask DisposeAsync() => Runs.DisposeAsync();
    }
}
