namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Compares two of the places that know of a batch. Repairs are harmless when they are made twice, also at once.</summary>
internal interface IReconcileCheck
{
    /// <summary>What it checks, for a report that it could not.</summary>
    string Name { get; }

    Task RunAsync(ReconcileLook look, CancellationToken cancellationToken);
}
