namespace RetailBus.SagaStore.Databases;

/// <summary>A unit of work that waits for the writer, and the promise its caller awaits.</summary>
internal sealed class SqliteWrite(Func<SqlSession, Task> work, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Completion => _completion.Task;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>Set when the work itself failed and was rolled back alone.</summary>
    public Exception? Failure { get; set; }

    public Task Run(SqlSession session) => work(session);

    public void Complete()
    {
        if (Failure is { } failure)
            _completion.TrySetException(failure);
        else
            _completion.TrySetResult();
    }

    public void Cancel() => _completion.TrySetCanceled(cancellationToken);

    public void Fail(Exception exception) => _completion.TrySetException(Failure ?? exception);
}
