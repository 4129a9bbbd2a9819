using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.Sagas;

/// <summary>
/// The orchestrator's own saga on its own store, between a bus in memory and stages that answer at once: what is measured is the saga and its
/// outbox. Each run is three transitions: landed, transformed, loaded.
/// </summary>
internal static class SagaBenchmark
{
    private const int Transitions = 3;
    private const int WarmUp = 200;
    private const int CountedRuns = 200;
    private static readonly int[] Consumers = [1, 4, 16];

    public static async Task RunAsync(BenchmarkOptions options, Report report)
    {
        foreach (var consumers in Consumers)
            await MeasureAsync("SQLite", consumers, options.Runs, report, () => Task.FromResult<IRunDatabase>(new SqliteRuns()));
        if (!TemporaryPostgreSql.IsInstalled)
            return;
        foreach (var consumers in Consumers)
            await MeasureAsync("PostgreSQL", consumers, options.Runs, report, async () => await TemporaryPostgreSql.StartAsync());
    }

    private static async Task MeasureAsync(
        string database, int consumers, int runs, Report report, Func<Task<IRunDatabase>> create)
    {
        await using var store = await create();
        await using var host = await SagaHost.StartAsync(store.Settings, consumers);
        await host.RunAsync(WarmUp);
        var syncs = await store.CountSyncsAsync(() => host.RunAsync(CountedRuns));
        var elapsed = await host.RunAsync(runs);
        report.Add(
            "saga",
            ("database", database),
            ("consumers", consumers),
            ("transitions/s", runs * Transitions / elapsed.TotalSeconds),
            ("runs/s", runs / elapsed.TotalSeconds),
            ("fsyncs/run", syncs is { } count ? (double)count / CountedRuns : null));
    }
}
