using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>
/// All queues, messages, topics and subscriptions: in memory, and as a journal in the data folder. Both engines change it
/// under <see cref="Gate"/>: they change the memory, write the same change to <see cref="Records"/>, and commit.
/// </summary>
internal sealed class MessagingStore : IDisposable
{
    /// <summary>Ids of one opening: 2^40 of them, so that none that a crash forgot is ever given twice.</summary>
    private const int IdBits = 40;

    private readonly JournalFolder _folder;
    private readonly CommitLog _log;
    private readonly Compaction _compaction;
    private long _lastId;

    /// <exception cref="IOException">Another process has the data folder open.</exception>
    /// <exception cref="InvalidDataException">A file of the journal is damaged in a way that no crash explains.</exception>
    public MessagingStore(SqsSnsSettings settings, TimeProvider time, ILogger<MessagingStore> logger)
        : this(settings, time, logger, Compaction.DefaultThreshold)
    {
    }

    internal MessagingStore(SqsSnsSettings settings, TimeProvider time, ILogger<MessagingStore> logger, long compactAt)
    {
        Settings = settings;
        Time = time;
        _folder = JournalFolder.Open(Path.Combine(settings.DataDirectory, "messaging"));
        try
        {
            var replay = new Replay(State, time.GetUtcNow().ToUnixTimeMilliseconds());
            var file = _folder.Recover(replay.Apply, logger);
            _log = new CommitLog(file);
            Epoch = replay.Epoch + 1;
            _lastId = Epoch << IdBits;
            Records.Opened(Epoch);
            Commit().GetAwaiter().GetResult();
            _compaction = new Compaction(this, _folder, _log, logger, compactAt);
        }
        catch
        {
            _log?.Dispose();
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Guards the state, the records and the order of commits. Never held across an await or a disk write.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Whether timers come too late. Read under the gate.</summary>
    public bool IsClosed { get; private set; }

    public SqsSnsSettings Settings { get; }

    public TimeProvider Time { get; }

    /// <summary>How often the data folder was opened, this time included.</summary>
    public long Epoch { get; }

    public MessagingState State { get; } = new();

    public RecordWriter Records { get; } = new();

    /// <summary>Milliseconds since 1970 in UTC.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Rises with each call, and over restarts. Call under the gate.</summary>
    public long NextId() => ++_lastId;

    /// <summary>Call under the gate.</summary>
    /// <exception cref="SqsException">QueueDoesNotExist.</exception>
    public MessageQueue FindQueue(string name) =>
        State.QueuesByName.TryGetValue(name, out var queue) ? queue : throw SqsErrors.QueueDoesNotExist();

    /// <summary>Call under the gate.</summary>
    public MessageQueue? FindQueueByArn(string arn)
    {
        var queue = State.QueuesByName.GetValueOrDefault(arn[(arn.LastIndexOf(':') + 1)..]);
        return queue is not null && Settings.QueueArn(queue.Definition.Name) == arn ? queue : null;
    }

    /// <summary>Keeps a task in its new state, and the newest ten of its source. Call under the gate.</summary>
    public void Save(MoveTask task)
    {
        State.Save(task);
        Records.MoveTaskSaved(task);
    }

    /// <summary>Closes the frame of the records written since the last commit. Call under the gate, await outside of it.</summary>
    /// <returns>Done when the frame, and each before it, is safe on disk.</returns>
    public Task Commit() => Append(durable: true);

    /// <summary>Like <see cref="Commit"/>, for changes that a crash may forget: nobody waits for the disk.</summary>
    public void CommitLazily() => _ = Append(durable: false);

    public void Dispose()
    {
        lock (Gate)
            IsClosed = true;
        _compaction.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    private Task Append(bool durable)
    {
        var appended = Records.Written.IsEmpty ? _log.Settled : _log.Append(Records.Written, durable);
        Records.Clear();
        _compaction?.StartIfDue();
        return appended;
    }
}
