using RetailBus.LocalCloud.Firehose.Store;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>
/// How full and how old each stream's open buffer is. The database has the records; this only tells when to close a buffer. A buffer is
/// forgotten before it is closed, so a record that arrives in between is either closed with it or starts the next count: at worst an empty
/// buffer is looked at in vain.
/// </summary>
internal sealed class Buffers(LocalCloudOptions options, TimeProvider time)
{
    private const int BytesPerMebibyte = 1024 * 1024;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Bytes, long Limit, DateTimeOffset Due)> _open = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a buffer may have become due earlier than was known.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    /// <summary>Closes a stream's buffer within the caller's transaction, if it holds anything.</summary>
    public static void Close(SqliteSession session, DeliveryStream stream)
    {
        if (DeliveryTable.Oldest(session, stream.Name) is { } oldest)
            DeliveryTable.Close(
                session, stream.Name, stream.Destination.Bucket, ObjectKey.Create(stream, oldest), stream.Destination.CompressionFormat);
    }

    public void Added(DeliveryStream stream, long bytes, DateTimeOffset arrived)
    {
        lock (_lock)
        {
            var isNew = !_open.TryGetValue(stream.Name, out var state);
            if (isNew)
            {
                var interval = TimeSpan.FromSeconds(stream.Destination.IntervalInSeconds * options.FirehoseIntervalScale);
                state = (0, (long)stream.Destination.SizeInMBs * BytesPerMebibyte, arrived + interval);
            }

            state.Bytes += bytes;
            _open[stream.Name] = state;
            if (isNew || state.Bytes >= state.Limit)
                _changed.TrySetResult();
        }
    }

    public void Forget(string stream)
    {
        lock (_lock)
        {
            _open.Remove(stream);
            _changed.TrySetResult();
        }
    }

    /// <summary>Takes out the streams whose buffers are full or old enough; tells when the next one will be, if any.</summary>
    public (List<string> Due, DateTimeOffset? Next) TakeDue()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_changed.Task.IsCompleted)
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var due = _open.Where(item => item.Value.Bytes >= item.Value.Limit || item.Value.Due <= now).Select(item => item.Key).ToList();
            foreach (var name in due)
                _open.Remove(name);
            return (due, _open.Count == 0 ? null : _open.Values.Min(state => state.Due));
        }
    }
}
