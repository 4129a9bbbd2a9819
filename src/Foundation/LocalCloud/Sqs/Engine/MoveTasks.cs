using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>Runs message-move tasks, a few messages at a time; those that a restart interrupted go on. Thread-safe.</summary>
internal sealed class MoveTasks : IDisposable
{
    private readonly MessagingStore _store;
    private readonly MoveStep _step;
    private readonly Dictionary<string, ITimer> _timers = [];

    public MoveTasks(MessagingStore store, DeliveryFaults? faults = null)
    {
        _store = store;
        _step = new MoveStep(store, faults);
        lock (store.Gate)
        {
            foreach (var task in store.State.MoveTasks.Values.Where(t => t.Status == MoveTask.Running))
                Schedule(task.Handle, TimeSpan.Zero);
        }
    }

    /// <returns>The task's handle.</returns>
    /// <exception cref="SqsException">ResourceNotFoundException, InvalidParameterValue or UnsupportedOperation.</exception>
    public async Task<string> StartAsync(string sourceArn, string? destinationArn, int? maxPerSecond)
    {
        MoveTask task;
        Task committed;
        lock (_store.Gate)
        {
            var source = _store.FindQueueByArn(sourceArn)
                ?? throw SqsErrors.ResourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
            if (destinationArn is not null && _store.FindQueueByArn(destinationArn) is null)
                throw SqsErrors.ResourceNotFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
            if (!_store.State.QueuesById.Values.Any(q => q.Settings.Redrive?.DeadLetterArn == sourceArn))
                throw SqsErrors.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
            if (_store.State.MoveTasks.Values.Any(t => t.SourceArn == sourceArn && t.Status == MoveTask.Running))
                throw SqsErrors.Unsupported(
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
            source.Promote(_store.Now);
            task = new(
                Guid.NewGuid().ToString(), sourceArn, destinationArn, maxPerSecond, _store.Now, MoveTask.Running, 0, source.ReadyCount,
                null);
            _store.Save(task);
            committed = _store.Commit();
            Schedule(task.Handle, TimeSpan.Zero);
        }
        await committed;
        return task.Handle;
    }

    /// <summary>Tasks of a source, the newest first.</summary>
    public IReadOnlyList<MoveTask> List(string sourceArn, int limit)
    {
        lock (_store.Gate)
        {
            if (_store.FindQueueByArn(sourceArn) is null)
                throw SqsErrors.ResourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
            return [.. _store.State.MoveTasks.Values.Where(t => t.SourceArn == sourceArn).OrderByDescending(t => t.StartedAt).Take(limit)];
        }
    }

    /// <returns>How many messages it had moved.</returns>
    /// <exception cref="SqsException">ResourceNotFoundException.</exception>
    public async Task<long> CancelAsync(string handle)
    {
        MoveTask task;
        Task committed;
        lock (_store.Gate)
        {
            if (!_store.State.MoveTasks.TryGetValue(handle, out task!) || task.Status != MoveTask.Running)
                throw SqsErrors.ResourceNotFound("The task handle is not that of a running task.");
            _store.Save(task with { Status = MoveTask.Cancelled });
            committed = _store.Commit();
            Unschedule(handle);
        }
        await committed;
        return task.Moved;
    }

    public void Dispose()
    {
        lock (_store.Gate)
        {
            foreach (var handle in _timers.Keys.ToArray())
                Unschedule(handle);
        }
    }

    private void OnDue(object? state)
    {
        var handle = (string)state!;
        lock (_store.Gate)
        {
            Unschedule(handle);
            if (_store.IsClosed || _store.State.MoveTasks.GetValueOrDefault(handle) is not { Status: MoveTask.Running } task)
                return;
            if (_step.Take(task) is { } pause)
                Schedule(handle, pause);
        }
    }

    private void Schedule(string handle, TimeSpan due) =>
        _timers[handle] = _store.Time.CreateTimer(OnDue, handle, due, Timeout.InfiniteTimeSpan);

    private void Unschedule(string handle)
    {
        if (_timers.Remove(handle, out var timer))
            timer.Dispose();
    }
}
