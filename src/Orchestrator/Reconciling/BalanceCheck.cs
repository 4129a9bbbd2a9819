using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>current + history + erased + expired = accepted, in the whole warehouse. There is no repair for it: someone has to look.</summary>
internal sealed partial class BalanceCheck(WarehouseClient warehouse, ILogger<BalanceCheck> logger) : IReconcileCheck
{
    public string Name => "the warehouse's balance";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        var balance = await warehouse.BalanceAsync(cancellationToken);
        look.Balanced = balance.Balanced;
        if (balance.Balanced)
            return;

        Unbalanced(logger, balance.CurrentRows, balance.HistoryRows, balance.ErasedRows, balance.ExpiredRows, balance.AcceptedRows);
        look.Add(new Finding
        {
            Kind = FindingKinds.Unbalanced,
            Detail = $"The warehouse has {balance.CurrentRows:N0} current rows and {balance.HistoryRows:N0} in the history, "
                + $"with {balance.ErasedRows:N0} erased and {balance.ExpiredRows:N0} expired ones {balance.Rows:N0}; "
                + $"its loads accepted {balance.AcceptedRows:N0}. "
                + "Rows were lost, doubled or written by another way.",
            Action = "none; don't rely on the numbers until someone has looked",
        });
    }

    [LoggerMessage(1, LogLevel.Critical,
        "The warehouse does not balance: {Current} rows current + {History} in the history + {Erased} erased + {Expired} expired are not the "
        + "{Accepted} accepted")]
    private static partial void Unbalanced(ILogger logger, long current, long history, long erased, long expired, long accepted);
}
