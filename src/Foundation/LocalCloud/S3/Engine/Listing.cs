using System.Text;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Lists objects or versions in key order; folds keys below a delimiter into common prefixes by skipping over them.</summary>
internal sealed class Listing(S3Store store)
{
    /// <summary>Sorts after every key that begins with what it is appended to: no UTF-8 text contains it.</summary>
    private const byte AfterAll = 0xFF;

    public static byte[] EndOf(string prefix) => [.. Encoding.UTF8.GetBytes(prefix), AfterAll];

    public ListPage Page(ListQuery query)
    {
        var objects = new List<ObjectVersion>();
        var prefixes = new List<string>();
        var cursor = query.From;
        var start = Encoding.UTF8.GetBytes(query.Prefix);
        if (cursor.Key.AsSpan().SequenceCompareTo(start) < 0)
            cursor = ListCursor.At(start);
        var last = "";
        store.Database.Read(session => BucketTable.Get(session, query.Bucket));
        if (query.MaxKeys == 0)
            return new ListPage(objects, prefixes, false, cursor, last);
        while (true)
        {
            var limit = query.MaxKeys - objects.Count - prefixes.Count + 1;
            var rows = Scan(query, cursor, limit);
            var skipped = false;
            foreach (var row in rows)
            {
                if (objects.Count + prefixes.Count == query.MaxKeys)
                    return new ListPage(objects, prefixes, true, cursor, last);
                if (CommonPrefix(query, row.Key) is { } common)
                {
                    prefixes.Add(common);
                    last = common;
                    cursor = ListCursor.At(EndOf(common));
                    skipped = true;
                    break;
                }

                objects.Add(row);
                last = row.Key;
                cursor = new ListCursor(Encoding.UTF8.GetBytes(row.Key), query.Versions ? row.Seq : 0);
            }

            if (!skipped && rows.Count < limit)
                return new ListPage(objects, prefixes, false, cursor, last);
        }
    }

    /// <summary>The part of a key up to the first delimiter after the prefix; null when there is none.</summary>
    public static string? CommonPrefix(string prefix, string delimiter, string key)
    {
        if (delimiter.Length == 0 || key.Length < prefix.Length)
            return null;
        var at = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + delimiter.Length)];
    }

    private static string? CommonPrefix(ListQuery query, string key) => CommonPrefix(query.Prefix, query.Delimiter, key);

    private List<ObjectVersion> Scan(ListQuery query, ListCursor from, int limit) => store.Database.Read(session => query.Versions
        ? ObjectTable.ScanVersions(session, query.Bucket, from, EndOf(query.Prefix), limit)
        : ObjectTable.Scan(session, query.Bucket, from, EndOf(query.Prefix), limit));
}
