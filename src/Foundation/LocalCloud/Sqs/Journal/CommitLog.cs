using System.Buffers;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>
/// Appends frames to the journal with group commit: one thread writes what has gathered and flushes once for everybody who
/// waits, while the next group gathers. After a failed write or flush nothing more is accepted: what reached the disk is
/// unknown until the journal is opened anew.
/// </summary>
internal sealed class CommitLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<CommitGroup> _groups = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly Thread _writer;
    private JournalFile _file;
    private CommitGroup? _gathering;
    private CommitGroup? _spare;
    private Exception? _fault;
    private bool _closed;

    public CommitLog(JournalFile file)
    {
        _file = file;
        _writer = new Thread(WriteGroups) { IsBackground = true, Name = "journal" };
        _writer.Start();
    }

    /// <summary>Done when everything appended so far for which somebody wants durability is safe on disk.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>Bytes appended since the current file began.</summary>
    public long Length { get; private set; }

    /// <summary>Appends one frame; frames reach the disk in the order of the calls.</summary>
    /// <param name="payload">Copied before the call returns.</param>
    /// <param name="durable">Whether the task waits for the flush, or merely for the write.</param>
    public Task Append(ReadOnlySpan<byte> payload, bool durable)
    {
        lock (_lock)
        {
            ThrowUnlessOpen();
            var group = Gathering();
            Frame.WriteHeader(group.Bytes.GetSpan(Frame.HeaderLength), payload);
            group.Bytes.Advance(Frame.HeaderLength);
            group.Bytes.Write(payload);
            if (durable)
            {
                group.IsDurable = true;
                Settled = group.Done.Task;
            }
            Length += Frame.HeaderLength + payload.Length;
            _work.Set();
            return group.Done.Task;
        }
    }

    /// <summary>What was appended so far stays in the current file, durably; what follows goes to a new one.</summary>
    public void Rotate(string nextPath)
    {
        lock (_lock)
        {
            ThrowUnlessOpen();
            var last = Gathering();
            last.NextPath = nextPath;
            last.IsDurable = true;
            _gathering = null;
            Length = 0;
            _work.Set();
        }
    }

    /// <summary>Writes and flushes everything appended so far.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _closed = true;
            if (_fault is null)
                Gathering().IsDurable = true;
            _work.Set();
        }
        _writer.Join();
        _file.Dispose();
        _work.Dispose();
    }

    private CommitGroup Gathering()
    {
        if (_gathering is null)
        {
            _gathering = _spare ?? new CommitGroup();
            _spare = null;
            _groups.Enqueue(_gathering);
        }
        return _gathering;
    }

    private void ThrowUnlessOpen()
    {
        if (_fault is not null)
            throw new IOException(
                "The message journal could not be written earlier; restart the local cloud to continue from what is on disk.", _fault);
        ObjectDisposedException.ThrowIf(_closed, this);
    }

    private void WriteGroups()
    {
        while (true)
        {
            CommitGroup? group;
            bool closed;
            lock (_lock)
            {
                closed = _closed;
                if (_groups.TryDequeue(out group) && group == _gathering)
                    _gathering = null;
            }
            if (group is null)
            {
                if (closed || _fault is not null)
                    return;
                _work.WaitOne();
                continue;
            }
            try
            {
                Write(group);
            }
            catch (Exception fault)
            {
                Fail(group, fault);
                return;
            }
            group.Done.SetResult();
            lock (_lock)
                _spare ??= group.Recycled();
        }
    }

    private void Write(CommitGroup group)
    {
        _file.Write(group.Bytes.WrittenSpan);
        if (group.IsDurable)
            _file.Flush();
        if (group.NextPath is null)
            return;
        _file.Dispose();
        _file = JournalFile.Create(group.NextPath);
        _file.Flush();
    }

    private void Fail(CommitGroup group, Exception fault)
    {
        lock (_lock)
        {
            _fault = fault;
            _groups.Enqueue(group);
            while (_groups.TryDequeue(out var waiting))
                waiting.Done.SetException(fault);
        }
    }
}
