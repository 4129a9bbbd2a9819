using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>S3's database and blobs in the data directory.</summary>
internal sealed class S3Store : IDisposable
{
    private const int ForgottenTogether = 256;
    private readonly ConcurrentQueue<BlobId> _deleted = new();

    public S3Store(LocalCloudOptions options)
    {
        var directory = Path.Combine(options.DataDirectory, "s3");
        Database = new SqliteDatabase(Path.Combine(directory, "s3.db"), "s3.sql");
        Boot = Database.WriteAsync(session => Counters.Next(session, "boot")).GetAwaiter().GetResult();
        Blobs = new BlobStore(Path.Combine(directory, "blobs"), Boot);
    }

    public SqliteDatabase Database { get; }

    public BlobStore Blobs { get; }

    /// <summary>Rises by one with every start of the server.</summary>
    public long Boot { get; }

    /// <summary>
    /// Deletes the files of blobs that no committed row refers to. That they are gone is written down now and then; a crash before that
    /// leaves rows that the next start clears away.
    /// </summary>
    public void DeleteGarbage(IEnumerable<BlobId> blobs)
    {
        foreach (var blob in blobs)
        {
            Blobs.Delete(blob);
            _deleted.Enqueue(blob);
        }

        if (_deleted.Count < ForgottenTogether)
            return;
        var gone = new List<BlobId>(ForgottenTogether);
        while (gone.Count < ForgottenTogether && _deleted.TryDequeue(out var blob))
            gone.Add(blob);
        _ = ForgetAsync(gone);
    }

    public void Dispose() => Database.Dispose();

    private async Task ForgetAsync(List<BlobId> gone)
    {
        try
        {
            await Database.WriteAsync(session =>
            {
                BlobTable.Forget(session, gone);
                return 0;
            });
        }
        catch (SqliteException)
        {
            // A full disk is told to whoever writes next; these rows are tried again with later ones.
            gone.ForEach(_deleted.Enqueue);
        }
    }
}
