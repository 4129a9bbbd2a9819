using System.Diagnostics.CodeAnalysis;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>
/// The receives that wait at one queue, first come first served. Whoever takes a poll off this list, under the engine's
/// gate, alone decides how it ends: with messages, or by timeout or disconnect.
/// </summary>
internal sealed class LongPolls
{
    private readonly LinkedList<LongPoll> _waiting = [];

    public int Count => _waiting.Count;

    public bool Any => _waiting.Count > 0;

    /// <summary>Fires when a hidden message becomes visible while somebody waits.</summary>
    public ITimer? Timer { get; set; }

    public void Enter(LongPoll poll) => _waiting.AddLast(poll);

    public bool Leave(LongPoll poll) => _waiting.Remove(poll);

    public bool TryNext([NotNullWhen(true)] out LongPoll? poll)
    {
        poll = _waiting.First?.Value;
        if (poll is not null)
            _waiting.RemoveFirst();
        return poll is not null;
    }
}
