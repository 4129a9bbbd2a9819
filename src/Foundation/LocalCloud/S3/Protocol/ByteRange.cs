using System.Globalization;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>One range of bytes, ends included. S3 serves single ranges only.</summary>
internal readonly record struct ByteRange(long First, long Last)
{
    public long Length => Last - First + 1;

    /// <summary>Reads a Range header; null when it is missing or of a form that is to be ignored.</summary>
    /// <exception cref="S3Exception">InvalidRange: it begins after the end.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        const string Unit = "bytes=";
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase)
            || header.Contains(',', StringComparison.Ordinal))
            return null;
        var ends = header[Unit.Length..].Split('-');
        if (ends.Length != 2)
            return null;
        var first = Number(ends[0]);
        var last = Number(ends[1]);
        var range = (first, last) switch
        {
            (null, { } suffix) when ends[0].Length == 0 => new ByteRange(suffix == 0 ? size : Math.Max(0, size - suffix), size - 1),
            ({ } start, null) when ends[1].Length == 0 => new ByteRange(start, size - 1),
            ({ } start, { } end) when start <= end => new ByteRange(start, Math.Min(end, size - 1)),
            _ => (ByteRange?)null,
        };
        if (range is { } found && (found.First >= size || found.Length <= 0))
            throw new S3Exception(416, "InvalidRange", "The requested range is not satisfiable");
        return range;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
