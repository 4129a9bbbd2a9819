namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>
/// One queue in memory: which messages can be received and which are hidden until when. Not thread-safe; the engine's gate
/// guards it. Times are milliseconds since 1970 in UTC.
/// </summary>
internal sealed class MessageQueue(QueueDefinition definition)
{
    private readonly Dictionary<long, QueuedMessage> _messages = [];
    private readonly SortedSet<QueuedMessage> _ready = new(MessageOrder.ByVisibility);
    private readonly SortedSet<QueuedMessage> _hidden = new(MessageOrder.ByVisibility);
    private readonly SortedSet<QueuedMessage> _byAge = new(MessageOrder.ByAge);

    public QueueDefinition Definition { get; private set; } = definition;

    public QueueSettings Settings { get; private set; } = QueueSettings.From(definition.Attributes);

    public long Id => Definition.Id;

    public LongPolls Polls { get; } = new();

    /// <summary>When it was purged last; not kept over a restart.</summary>
    public long? PurgedAt { get; set; }

    public int ReadyCount => _ready.Count;

    public int InFlightCount { get; private set; }

    public int DelayedCount => _hidden.Count - InFlightCount;

    /// <summary>When the next hidden message becomes visible.</summary>
    public long? NextVisibleAt => _hidden.Min?.State.VisibleAt;

    public IReadOnlyCollection<QueuedMessage> Messages => _messages.Values;

    public void Configure(QueueDefinition definition)
    {
        Definition = definition;
        Settings = QueueSettings.From(definition.Attributes);
    }

    public void Add(QueuedMessage message, long now)
    {
        _messages.Add(message.Sequence, message);
        _byAge.Add(message);
        Place(message, now);
    }

    public QueuedMessage? Find(long sequence) => _messages.GetValueOrDefault(sequence);

    public bool Remove(long sequence)
    {
        if (!_messages.Remove(sequence, out var message))
            return false;
        _byAge.Remove(message);
        Displace(message);
        return true;
    }

    public void Clear()
    {
        _messages.Clear();
        _byAge.Clear();
        _ready.Clear();
        _hidden.Clear();
        InFlightCount = 0;
    }

    public void Change(QueuedMessage message, MessageState state, long now)
    {
        Displace(message);
        message.State = state;
        Place(message, now);
    }

    /// <summary>Makes messages whose time has come visible.</summary>
    public void Promote(long now)
    {
        while (_hidden.Min is { } first && first.State.VisibleAt <= now)
        {
            Displace(first);
            Place(first, now);
        }
    }

    /// <summary>The message that became visible first.</summary>
    public QueuedMessage? FirstReady() => _ready.Min;

    /// <summary>A message that can be received, by its place in the order of visibility.</summary>
    public QueuedMessage Ready(int index) => _ready.ElementAt(index);

    /// <summary>The oldest message, if it is older than the retention period.</summary>
    public QueuedMessage? FirstExpired(long now) =>
        _byAge.Min is { } oldest && oldest.Content.SentAt + Settings.RetentionSeconds * 1000L <= now ? oldest : null;

    private void Place(QueuedMessage message, long now)
    {
        if (message.State.VisibleAt <= now)
        {
            _ready.Add(message);
            return;
        }
        _hidden.Add(message);
        if (message.WasReceived)
            InFlightCount++;
    }

    private void Displace(QueuedMessage message)
    {
        if (_hidden.Remove(message))
            InFlightCount -= message.WasReceived ? 1 : 0;
        else
            _ready.Remove(message);
    }
}
