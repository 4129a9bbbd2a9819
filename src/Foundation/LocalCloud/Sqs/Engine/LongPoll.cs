namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>A receive that waits for messages.</summary>
internal sealed class LongPoll(int maxMessages, int? visibilitySeconds)
{
    private readonly TaskCompletionSource<IReadOnlyList<ReceivedMessage>> _arrival = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public int MaxMessages { get; } = maxMessages;

    /// <summary>The request's own visibility timeout; null takes the queue's.</summary>
    public int? VisibilitySeconds { get; } = visibilitySeconds;

    public Task<IReadOnlyList<ReceivedMessage>> Arrival => _arrival.Task;

    public void Fail(Exception fault) => _arrival.SetException(fault);

    public void Deliver(IReadOnlyList<ReceivedMessage> messages) => _arrival.SetResult(messages);
}
