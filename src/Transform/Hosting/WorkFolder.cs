using Microsoft.Extensions.Options;

namespace RetailBus.Transform.Hosting;

/// <summary>
/// This process's part of the work folder, and none of it left behind: a lock that goes with the process says whose is dead.
/// </summary>
internal sealed partial class WorkFolder : IDisposable
{
    private const string LockName = "lock";
    private readonly string _own;
    private readonly FileStream _lock;
    private readonly ILogger<WorkFolder> _logger;

    public WorkFolder(IOptions<TransformOptions> options, ILogger<WorkFolder> logger)
    {
        _logger = logger;
        var root = Directory.CreateDirectory(options.Value.WorkFolder).FullName;
        foreach (var other in Directory.EnumerateDirectories(root))
            RemoveIfDead(other);

        _own = Path.Combine(root, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_own);
        _lock = new FileStream(Path.Combine(_own, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Spill = Directory.CreateDirectory(Path.Combine(_own, "spill")).FullName;
    }

    /// <summary>Where the engine puts what memory does not hold.</summary>
    public string Spill { get; }

    /// <summary>A fresh folder that is removed when disposed.</summary>
    public WorkSpace Open() => new(Path.Combine(_own, Guid.NewGuid().ToString("N")));

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_own, recursive: true);
    }

    private void RemoveIfDead(string folder)
    {
        try
        {
            var path = Path.Combine(folder, LockName);
            if (!File.Exists(path))
                return;
            using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
                Directory.Delete(folder, recursive: true);
            LogRemoved(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogInUse(folder, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Folder}, which a dead process had left")]
    private partial void LogRemoved(string folder);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Left {Folder} alone: {Reason}")]
    private partial void LogInUse(string folder, string reason);
}
