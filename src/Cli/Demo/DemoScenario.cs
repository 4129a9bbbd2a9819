using System.Text;
using Amazon.S3;
using Microsoft.Extensions.Options;
using RetailBus.Cli.Client;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Runs;
using RetailBus.Platform.Storage;

namespace RetailBus.Cli.Demo;

/// <summary>The main job, acted out on a stack of its own: generate, upload, upload again, measure, count again.</summary>
internal sealed class DemoScenario(RetailBusStack stack, RetailBusClient client, IDemoView view, TimeProvider time)
{
    private const string Dataset = "orders";
    private const string UploadName = "saturday-store-03.csv";
    private const int ProbeBatches = 20;
    private const int Stores = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<DemoReport> RunAsync(int orders, CancellationToken cancellationToken)
    {
        var waiter = new RunWaiter(client, time, Patience);
        var generation = await client.GenerateAsync(orders, rate: 0, Stores, seed: 1, cancellationToken);
        view.Step($"{orders:N0} orders asked for: generator, delivery stream, raw zone");

        var first = await UploadAsync(cancellationToken);
        view.Step($"{UploadName} uploaded: good rows, a line that stands twice, and rows that break a rule");
        var run = await view.FollowAsync(client, waiter.WaitAsync(first.BatchId, cancellationToken), cancellationToken);
        if (run.State == RunState.Completed)
            view.Quarantine(run, (await client.QuarantineAsync(run.Id, Dataset, run.Attempt, cancellationToken)).Rows);

        var again = await UploadAsync(cancellationToken);
        view.Step("the same file uploaded again");
        await view.FollowAsync(client, waiter.WaitAsync(again.BatchId, cancellationToken), cancellationToken);

        await view.FollowAsync(client, WaitForOrdersAsync(generation, orders, cancellationToken), cancellationToken);

        var s3 = stack.Services!.GetRequiredService<IAmazonS3>();
        var raw = stack.Services!.GetRequiredService<IOptions<ZoneOptions>>().Value.Raw;
        view.Step($"{ProbeBatches} batches of 100 rows, one after the other, to time them from landing to queryable");
        var times = await new LatencyProbe(s3, raw, client, time).MeasureAsync("P", ProbeBatches, cancellationToken);
        return await ReportAsync(s3, waiter, times, cancellationToken);
    }

    private async Task<UploadedObject> UploadAsync(CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(DemoFiles.WithBadRows(time.GetUtcNow())));
        return await client.UploadAsync(Dataset, UploadName, content, cancellationToken);
    }

    private async Task<bool> WaitForOrdersAsync(StartedGeneration generation, int orders, CancellationToken cancellationToken)
    {
        await new GenerationWaiter(client, time, Patience).WaitAsync(generation, orders, cancellationToken);
        return true;
    }

    private async Task<DemoReport> ReportAsync(
        IAmazonS3 s3, RunWaiter waiter, IReadOnlyList<double> times, CancellationToken cancellationToken)
    {
        var listed = await client.RunsAsync(state: null, dataset: null, limit: 1_000, cancellationToken);
        var runs = new List<RunSummary>();
        foreach (var run in listed)
            runs.Add(await waiter.WaitAsync(run.Id, cancellationToken));

        var completed = runs.Where(run => run.State == RunState.Completed).ToList();
        var told = SumOf(completed);
        var counted = await new Recount(s3, client).CountAsync(completed, cancellationToken);
        var report = new DemoReport
        {
            Runs = new DemoReport.RunCounts(
                runs.Count, completed.Count, Count(runs, RunState.Failed), Count(runs, RunState.Held), Count(runs, RunState.Duplicate)),
            Rows = counted,
            Balanced = told == counted && Balances(counted) && completed.All(run => run.Balanced == true) && Count(runs, RunState.Failed) == 0,
            LandingToQueryableMs = new DemoReport.Percentiles(LatencyProbe.Percentile(times, 0.5), LatencyProbe.Percentile(times, 0.99)),
            Urls = new DemoReport.DemoUrls(stack.Url!, new Uri(stack.Url!, "api/runs"), stack.AwsUrl!),
        };
        view.Reconciliation(told, counted, report);
        return report;
    }

    private static int Count(IEnumerable<RunSummary> runs, string state) => runs.Count(run => run.State == state);

    private static bool Balances(DemoReport.RowCounts rows) =>
        rows.Landed == rows.Headers + rows.Accepted + rows.Quarantined + rows.Duplicates
        && rows.Accepted == rows.Inserted + rows.Updated + rows.Unchanged + rows.Superseded;

    private static DemoReport.RowCounts SumOf(IReadOnlyCollection<RunSummary> runs)
    {
        long Sum(Func<RunRows, long?> term) => runs.Sum(run => term(run.Rows) ?? 0);
        return new DemoReport.RowCounts(
            Sum(rows => rows.Landed), Sum(rows => rows.Headers), Sum(rows => rows.Accepted), Sum(rows => rows.Quarantined), Sum(rows => rows.Duplicates),
            Sum(rows => rows.Inserted), Sum(rows => rows.Updated), Sum(rows => rows.Unchanged), Sum(rows => rows.Superseded));
    }
}
