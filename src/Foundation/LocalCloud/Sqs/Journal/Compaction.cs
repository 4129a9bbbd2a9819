using Microsoft.Extensions.Logging;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>
/// Keeps the journal short: when it has grown, a new journal begins and a snapshot of the state at that point is written
/// beside the running work; then the older files go. One at a time.
/// </summary>
internal sealed partial class Compaction(
    MessagingStore store, JournalFolder folder, CommitLog log, ILogger logger, long threshold) : IDisposable
{
    /// <summary>Journal size in bytes at which a snapshot is due.</summary>
    public const long DefaultThreshold = 64L * 1024 * 1024;

    private Task _running = Task.CompletedTask;
    private long _snapshotSize;

    /// <summary>Call under the store's gate, with no records uncommitted.</summary>
    public void StartIfDue()
    {
        if (store.IsClosed || log.Length < Math.Max(threshold, 2 * Volatile.Read(ref _snapshotSize)) || !_running.IsCompleted)
            return;
        var number = folder.Current + 1;
        log.Rotate(folder.JournalPath(number));
        folder.Current = number;
        var capture = StateCapture.Of(store);
        _running = Task.Run(() => Write(capture, number));
    }

    public void Dispose() => _running.GetAwaiter().GetResult();

    private void Write(StateCapture capture, long number)
    {
        var path = folder.SnapshotPath(number);
        try
        {
            Volatile.Write(ref _snapshotSize, capture.WriteTo(path + ".tmp"));
            File.Move(path + ".tmp", path);
            FlushName(path);
            folder.DeleteBefore(number);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogFailed(logger, path, fault);
        }
    }

    /// <summary>The older files may go only when the new name is on disk: a flush of the renamed file commits it.</summary>
    private static void FlushName(string path)
    {
        using var renamed = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(renamed);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The snapshot {Path} could not be written; the journal goes on and grows until one "
        + "can")]
    private static partial void LogFailed(ILogger logger, string path, Exception fault);
}
