using System.Globalization;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>A file of object bytes: the server start that wrote it and its number since. Says nothing of bucket or key.</summary>
internal readonly record struct BlobId(long Boot, long Number)
{
    public static BlobId Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return new BlobId(
            long.Parse(text.AsSpan(0, dot), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            long.Parse(text.AsSpan(dot + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Boot:x}.{Number:x}");
}
