using RetailBus.Contracts.Batches;
using RetailBus.Transform;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;

namespace RetailBus.Cli.Bench;

/// <summary>One large file: the whole pipeline and the transform alone, each beside DuckDB on the same file in the same run.</summary>
internal sealed class BulkBench(Action<string> tell, TimeProvider time)
{
    private readonly CostMeter _meter = new(time);

    /// <param name="orders">Rows of the file.</param>
    /// <param name="repeats">How often the transform and DuckDB's statements are run, in turn.</param>
    /// <param name="cancellationToken">Stops it; no file is left.</param>
    public async Task<BulkReport> RunAsync(long orders, int repeats, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("retailbus-bench-");
        try
        {
            var csv = Path.Combine(folder.FullName, "orders.csv");
            await WriteAsync(csv, orders, cancellationToken);
            var bytes = new FileInfo(csv).Length;
            var (pipeline, peak) = await PipelineAsync(csv, orders, cancellationToken);

            var bare = new BareDuckDb(csv, folder.FullName);
            List<Cost> transform = [], statement = [], keyed = [], sameWork = [], leanWork = [];
            for (var number = 1; number <= repeats; number++)
            {
                statement.Add(await StepAsync($"{number}. DuckDB: the bare statement", () => bare.ToParquet(cancellationToken)));
                keyed.Add(await StepAsync($"{number}. DuckDB: the bare statement with a key", () => bare.ToKeyedParquet(cancellationToken)));
                transform.Add(await TransformAsync(number, csv, folder.FullName, orders, cancellationToken));
                sameWork.Add(await StepAsync($"{number}. DuckDB: the same work as the pipeline", () => bare.SameWork(cancellationToken)));
                leanWork.Add(await StepAsync($"{number}. DuckDB: the same without rules and provenance", () => bare.LeanWork(cancellationToken)));
            }

            return new BulkReport
            {
                Orders = orders,
                Bytes = bytes,
                Pipeline = pipeline,
                PeakMemoryBytes = peak,
                Transform = Cost.Least(transform),
                BareStatement = Cost.Least(statement),
                KeyedStatement = Cost.Least(keyed),
                SameWork = Cost.Least(sameWork),
                LeanWork = Cost.Least(leanWork),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task WriteAsync(string csv, long orders, CancellationToken cancellationToken)
    {
        var told = 0L;
        await OrdersFile.WriteAsync(
            csv, orders,
            written =>
            {
                if (written - told < 1_000_000)
                    return;
                told = written;
                tell($"{written:N0} of {orders:N0} orders written");
            },
            cancellationToken);
    }

    private async Task<(Cost Cost, long Peak)> PipelineAsync(string csv, long orders, CancellationToken cancellationToken)
    {
        await using var world = await BenchWorld.StartAsync(time, settings: null, cancellationToken);
        tell("The stack is up; the file goes to the raw zone");
        using var steps = new StepMeter();
        var batch = await world.LandAsync(csv, "bulk.csv", cancellationToken);
        var cost = await _meter.MeasureAsync(() => world.WaitAsync(batch, orders, cancellationToken));
        var peak = CostMeter.PeakMemory();
        foreach (var (step, taken) in steps.Steps)
            Tell($"  {step}", taken);
        tell($"Landing to queryable: {cost.Seconds:0.0} s, {cost.CpuSeconds:0.0} s of processor time, at most {peak >> 20} MiB");
        return (cost, peak);
    }

    private async Task<Cost> TransformAsync(int number, string csv, string folder, long orders, CancellationToken cancellationToken)
    {
        var contract = ContractReader.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "orders.odcs.yaml"));
        using var transform = new LocalFileTransform(contract, new DuckDbOptions(), folder);
        var name = $"transform-{number}";
        TransformCounts? rows = null;
        var cost = await _meter.MeasureAsync(async () => rows = await transform.RunAsync(csv, name, cancellationToken));
        Directory.Delete(Path.Combine(folder, name), recursive: true);
        if (rows!.Accepted != orders)
            throw new BenchException($"The transform took {rows.Accepted:N0} of {orders:N0} rows.");
        Tell($"{number}. RetailBus: the transform alone", cost);
        return cost;
    }

    private async Task<Cost> StepAsync(string what, Action work)
    {
        var cost = await _meter.MeasureAsync(() =>
        {
            work();
            return Task.CompletedTask;
        });
        Tell(what, cost);
        return cost;
    }

    private void Tell(string what, Cost cost) => tell($"{what}: {cost.Seconds:0.0} s, {cost.CpuSeconds:0.0} s of processor time");
}
