using System.Text.Json;

namespace RetailBus.Web.Security.Accounts;

/// <summary>
/// A small JSON file that its owner alone may read. It is replaced as a whole, so that readers and crashes see the old one or the
/// new one; several processes may use it.
/// </summary>
internal sealed class SecretFile<T>(string path)
    where T : class
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _lock = new();
    private (DateTime Written, long Length) _seen;
    private IReadOnlyList<T> _entries = [];

    /// <summary>What stands in the file now.</summary>
    /// <exception cref="AccountException">The file can't be read.</exception>
    public IReadOnlyList<T> Read()
    {
        lock (_lock)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return [];
            var seen = (file.LastWriteTimeUtc, file.Length);
            if (seen != _seen)
                (_entries, _seen) = (Load(), seen);
            return _entries;
        }
    }

    /// <exception cref="AccountException">Another process changes it at this moment, or it can't be read.</exception>
    public void Update(Func<IReadOnlyList<T>, IReadOnlyList<T>> change)
    {
        lock (_lock)
        {
            SecretFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var own = Hold();
            Replace(change(File.Exists(path) ? Load() : []));
            _seen = default;
        }
    }

    private FileStream Hold()
    {
        try
        {
            return new FileStream(path + ".lock", Options(FileMode.OpenOrCreate));
        }
        catch (IOException e)
        {
            throw new AccountException($"Another process is changing {path}. Try again.", e);
        }
    }

    private List<T> Load()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<List<T>>(file, Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new AccountException($"{path} is damaged: {e.Message} Restore it from a backup, or remove it and make its entries again.", e);
        }
    }

    private void Replace(IReadOnlyList<T> entries)
    {
        var next = path + ".next";
        using (var file = new FileStream(next, Options(FileMode.Create)))
        {
            JsonSerializer.Serialize(file, entries, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return options;
    }
}
