using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.Firehose.Store;

internal sealed class FirehoseStore(LocalCloudOptions options) : IDisposable
{
    public SqliteDatabase Database { get; } = new(Path.Combine(options.DataDirectory, "firehose", "firehose.db"), "firehose.sql");

    public void Dispose() => Database.Dispose();
}
