using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>Which blobs are referred to, and which are waiting to be deleted.</summary>
internal static class BlobTable
{
    public static void Reference(SqliteSession session, IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
            session.Execute("INSERT INTO blob (boot, number, garbage) VALUES ($1, $2, 0)", segment.Blob.Boot, segment.Blob.Number);
    }

    /// <summary>Takes a reference back within the transaction that refers to the same blobs anew.</summary>
    public static void Unreference(SqliteSession session, IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
            session.Execute("DELETE FROM blob WHERE boot = $1 AND number = $2", segment.Blob.Boot, segment.Blob.Number);
    }

    /// <summary>Marks blobs as garbage; their files may be deleted once the transaction is committed.</summary>
    public static void Release(SqliteSession session, IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
            session.Execute("UPDATE blob SET garbage = 1 WHERE boot = $1 AND number = $2", segment.Blob.Boot, segment.Blob.Number);
    }

    /// <summary>Forgets garbage whose files are deleted.</summary>
    public static void Forget(SqliteSession session, IEnumerable<BlobId> blobs)
    {
        foreach (var blob in blobs)
            session.Execute("DELETE FROM blob WHERE boot = $1 AND number = $2 AND garbage = 1", blob.Boot, blob.Number);
    }

    /// <summary>Deletes what an earlier run of the server left: garbage, and files that were never referred to.</summary>
    public static void Sweep(SqliteSession session, BlobStore blobs, long boot)
    {
        blobs.Delete(session.Query("SELECT boot, number FROM blob WHERE garbage = 1", row => new BlobId(row.GetInt64(0), row.GetInt64(1))));
        session.Execute("DELETE FROM blob WHERE garbage = 1");
        for (var earlier = Counters.Value(session, "swept") + 1; earlier < boot; earlier++)
        {
            foreach (var blob in blobs.Enumerate(earlier))
            {
                const string Known = "SELECT 1 FROM blob WHERE boot = $1 AND number = $2";
                if (session.First(Known, row => row.GetInt64(0), blob.Boot, blob.Number) == 0)
                    blobs.Delete(blob);
            }
        }

        session.Execute("UPDATE counter SET value = $1 WHERE name = 'swept'", boot - 1);
    }
}
