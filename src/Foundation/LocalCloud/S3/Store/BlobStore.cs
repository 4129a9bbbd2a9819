using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>
/// The files that hold object bytes. A blob is written once, flushed to disk and never changed; it counts from the moment that the
/// database refers to it, so no file needs renaming and a torn one is never seen. Numbers come from the server start, so what a crash
/// left unreferenced is found by looking through the folders of earlier starts only.
/// </summary>
internal sealed class BlobStore(string directory, long boot)
{
    private const int BlobsPerFolder = 1024;
    private long _last;

    public string DirectoryOf(long bootNumber) => Path.Combine(directory, bootNumber.ToString("x8", CultureInfo.InvariantCulture));

    public BlobId NewId() => new(boot, Interlocked.Increment(ref _last));

    /// <summary>Opens a new blob for writing. The caller writes, flushes and disposes it.</summary>
    public SafeFileHandle Create(BlobId blob)
    {
        var path = PathOf(blob);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
    }

    /// <summary>Opens a blob for reading; it stays readable when it is deleted meanwhile.</summary>
    /// <exception cref="FileNotFoundException">It has been deleted.</exception>
    public SafeFileHandle Open(BlobId blob) =>
        File.OpenHandle(PathOf(blob), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);

    public void Delete(BlobId blob)
    {
        var path = PathOf(blob);
        if (File.Exists(path))
            File.Delete(path);
    }

    public void Delete(IEnumerable<BlobId> blobs)
    {
        foreach (var blob in blobs)
            Delete(blob);
    }

    /// <summary>All blobs that one earlier server start wrote and that are still there.</summary>
    public IEnumerable<BlobId> Enumerate(long bootNumber)
    {
        var folder = DirectoryOf(bootNumber);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var file in Directory.EnumerateFiles(folder, "*.blob", SearchOption.AllDirectories))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
                yield return new BlobId(bootNumber, number);
        }
    }

    private string PathOf(BlobId blob) => Path.Combine(
        DirectoryOf(blob.Boot),
        (blob.Number / BlobsPerFolder).ToString("x", CultureInfo.InvariantCulture),
        blob.Number.ToString("x", CultureInfo.InvariantCulture) + ".blob");
}
