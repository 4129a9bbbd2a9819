using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>
/// The folder of snapshots and journals. Snapshot n holds the state before journal n; the state is the newest snapshot and
/// each journal from its number on. Holds a lock on the folder while open.
/// </summary>
internal sealed partial class JournalFolder : IDisposable
{
    private const string JournalPrefix = "journal-";
    private const string SnapshotPrefix = "snapshot-";
    private const string Extension = ".log";

    private readonly string _path;
    private readonly FileStream _lock;

    private JournalFolder(string path, FileStream folderLock)
    {
        _path = path;
        _lock = folderLock;
    }

    /// <summary>Number of the journal that is being written.</summary>
    public long Current { get; set; } = 1;

    /// <exception cref="IOException">Another process has the folder open.</exception>
    public static JournalFolder Open(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new(path, new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new IOException($"The data folder {path} is open in another process. Stop that one, or choose another folder.", taken);
        }
    }

    public string JournalPath(long number) => FilePath(JournalPrefix, number);

    public string SnapshotPath(long number) => FilePath(SnapshotPrefix, number);

    /// <summary>
    /// Reads the state and returns the journal to go on with. A torn end of the last journal, which a crash leaves, is cut off.
    /// </summary>
    /// <exception cref="InvalidDataException">Damage elsewhere.</exception>
    public JournalFile Recover(FrameVisitor visit, ILogger logger)
    {
        var snapshot = Numbers(SnapshotPrefix).DefaultIfEmpty(0).Max();
        if (snapshot > 0)
            ReadWhole(SnapshotPath(snapshot), visit);
        var journals = Numbers(JournalPrefix).Where(n => n >= snapshot).Order().ToArray();
        foreach (var number in journals.SkipLast(1))
            ReadWhole(JournalPath(number), visit);
        Current = journals.LastOrDefault(Math.Max(snapshot, 1));
        DeleteBefore(snapshot);
        if (journals.Length == 0)
            return JournalFile.Create(JournalPath(Current));
        var last = JournalFile.Read(JournalPath(Current), visit);
        if (last.DropTail() is > 0 and var torn)
            LogTornTail(logger, last.Path, torn);
        return last;
    }

    /// <summary>Deletes the files that a snapshot has made superfluous.</summary>
    public void DeleteBefore(long snapshot)
    {
        foreach (var number in Numbers(JournalPrefix).Where(n => n < snapshot))
            File.Delete(JournalPath(number));
        foreach (var number in Numbers(SnapshotPrefix).Where(n => n < snapshot))
            File.Delete(SnapshotPath(number));
        foreach (var unfinished in Directory.GetFiles(_path, "*.tmp"))
            File.Delete(unfinished);
    }

    public void Dispose() => _lock.Dispose();

    private static void ReadWhole(string path, FrameVisitor visit)
    {
        using var file = JournalFile.Read(path, visit);
        if (file.TornBytes() is > 0 and var torn)
            throw new InvalidDataException(
                $"{path} is damaged: {torn} bytes after position {file.Length} are not readable. Restore the file, or start with another "
                + "data folder.");
    }

    private IEnumerable<long> Numbers(string prefix) =>
        from path in Directory.GetFiles(_path, prefix + "*" + Extension)
        let number = Path.GetFileNameWithoutExtension(path)[prefix.Length..]
        where number.All(char.IsAsciiDigit)
        select long.Parse(number, CultureInfo.InvariantCulture);

    private string FilePath(string prefix, long number) => Path.Combine(_path, $"{prefix}{number:D10}{Extension}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} ended in {Bytes} bytes of an unfinished write; no client was told that it "
        + "had succeeded. They are cut off")]
    private static partial void LogTornTail(ILogger logger, string path, long bytes);
}
