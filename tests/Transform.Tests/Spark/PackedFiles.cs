using System.IO.Compression;
using System.Text;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>Packed files, whole and not.</summary>
internal static class PackedFiles
{
    public static IEnumerable<ReaderFile> All(DatasetContract orders)
    {
        var good = Encoding.UTF8.GetBytes(ReaderFiles.Good);
        var packed = Pack(good);
        return
        [
            new("oddities, packed", orders, Pack(Oddities.Bytes())),
            new("two members", orders, [.. Pack(good[..20]), .. Pack(good[20..])]),
            new("gzip of nothing", orders, Pack([])),
            new("gzip in gzip", orders, Pack(packed)),
            new("gzip, then rows", orders, [.. packed, .. good]),
            new("gzip, then zeros", orders, [.. packed, 0, 0]),
            new("gzip, then a broken member", orders, [.. packed, .. packed[..20]]),
            new("gzip, then a member's first byte and no more of it", orders, [.. packed, 0x1f, 0]),
            new("gzip, cut", orders, packed[..^3]),
            new("gzip, cut early", orders, packed[..12]),
            new("gzip with a wrong checksum", orders, [.. packed[..^8], 1, 2, 3, 4, .. packed[^4..]]),
            new("a packed Parquet file", orders, Pack("PAR1x"u8.ToArray())),
            new("more than it may unpack to", orders, Pack(Encoding.UTF8.GetBytes(ReaderFiles.Good + new string('\n', 50_000))))
            {
                MostBytes = 50_000,
            },
        ];
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
