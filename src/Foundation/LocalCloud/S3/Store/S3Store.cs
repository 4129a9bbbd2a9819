using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>S3's database and blobs in the data directory.</summary>
internal sealed class S3Store : IDisposable
{
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

    public void Dispose() => Database.Dispose();
}
