using RetailBus.Cli.Client;
using RetailBus.Contracts.Rows;
using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Demo;

/// <summary>For <c>--json</c>: steps on stderr, nothing on stdout.</summary>
internal sealed class SilentView : IDemoView
{
    public void Step(string text) => Console.Error.WriteLine(text);

    public Task<T> FollowAsync<T>(RetailBusClient client, Task<T> work, CancellationToken cancellationToken) => work;

    public void Quarantine(RunSummary run, IReadOnlyList<QuarantinedRow> rows) =>
        Console.Error.WriteLine($"{rows.Count} rows in quarantine, each with its line and reasons");

    public void Reconciliation(DemoReport.RowCounts told, DemoReport.RowCounts counted, DemoReport report) =>
        Console.Error.WriteLine(report.Balanced ? "everything balances" : $"does not balance: the runs say {told}, counted again it is {counted}");
}
