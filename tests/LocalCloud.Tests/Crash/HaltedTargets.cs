using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>Targets of events that never answer, as if the process had died in front of them.</summary>
internal sealed class HaltedTargets : IEventTargets
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first event is about to be sent.</summary>
    public Task Reached => _reached.Task;

    public bool Exists(string arn) => true;

    public Task SendAsync(string arn, string body, string? subject, CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
