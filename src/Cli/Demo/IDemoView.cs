using RetailBus.Cli.Client;
using RetailBus.Contracts.Rows;
using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Demo;

/// <summary>What a watcher of the demo sees while it goes on.</summary>
internal interface IDemoView
{
    void Step(string text);

    /// <summary>Shows the runs move until the work is done; its result.</summary>
    Task<T> FollowAsync<T>(RetailBusClient client, Task<T> work, CancellationToken cancellationToken);

    void Quarantine(RunSummary run, IReadOnlyList<QuarantinedRow> rows);

    void Reconciliation(DemoReport.RowCounts told, DemoReport.RowCounts counted, DemoReport report);
}
