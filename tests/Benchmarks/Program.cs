using RetailBus.Benchmarks;
using RetailBus.Benchmarks.LocalClouds;
using RetailBus.Benchmarks.Messages;
using RetailBus.Benchmarks.Reports;
using RetailBus.Benchmarks.Sagas;

if (args is [CloudProcess.Switch, var folder])
    return await CloudProcess.ServeAsync(folder);

var options = BenchmarkOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

var report = new Report(options.Json);
if (options.Wants("sagas"))
    await SagaBenchmark.RunAsync(options, report);
if (options.Wants("transport"))
    await TransportBenchmark.RunAsync(options, report);
if (options.Wants("cloud"))
    await CloudBenchmark.RunAsync(options, report);
report.Finish();
return 0;
