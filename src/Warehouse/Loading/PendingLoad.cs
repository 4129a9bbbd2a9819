namespace RetailBus.Warehouse.Loading;

/// <summary>A staged batch that waits for its group.</summary>
internal sealed class PendingLoad(StagedBatch batch, DateTimeOffset since)
{
    private readonly TaskCompletionSource<LoadOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StagedBatch Batch => batch;

    public DateTimeOffset Since => since;

    public Task<LoadOutcome> Outcome => _outcome.Task;

    public void Complete(LoadOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Fail(Exception fault) => _outcome.TrySetException(fault);

    public void Cancel() => _outcome.TrySetCanceled();
}
