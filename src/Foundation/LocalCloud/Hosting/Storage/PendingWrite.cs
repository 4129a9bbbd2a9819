namespace RetailBus.LocalCloud.Hosting.Storage;

internal sealed class PendingWrite<T>(Func<SqliteSession, T> work) : IPendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _failure;

    public Task<T> Task => _completion.Task;

    public bool TryRun(SqliteSession session)
    {
        try
        {
            _result = work(session);
            return true;
        }
        catch (Exception failure)
        {
            _failure = failure;
            return false;
        }
    }

    public void Complete(Exception? groupFailure)
    {
        if ((_failure ?? groupFailure) is { } failure)
            _completion.SetException(failure);
        else
            _completion.SetResult(_result);
    }
}
