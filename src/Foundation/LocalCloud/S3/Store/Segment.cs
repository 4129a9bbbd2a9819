using System.Globalization;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>
/// A piece of an object: a whole blob. An object put at once has one, a multipart object one per part, an empty one none.
/// </summary>
internal readonly record struct Segment(BlobId Blob, long Length)
{
    public static string Format(IEnumerable<Segment> segments) =>
        string.Join(',', segments.Select(segment => string.Create(CultureInfo.InvariantCulture, $"{segment.Blob}:{segment.Length}")));

    public static List<Segment> Parse(string text)
    {
        var segments = new List<Segment>();
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = item.IndexOf(':', StringComparison.Ordinal);
            segments.Add(new Segment(BlobId.Parse(item[..colon]), long.Parse(item.AsSpan(colon + 1), CultureInfo.InvariantCulture)));
        }

        return segments;
    }
}
