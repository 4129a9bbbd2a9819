using System.Text;

namespace RetailBus.Transform.Staging;

/// <summary>Finds out by its content how a file is packed and encoded, and yields it as UTF-8 without byte order mark.</summary>
internal static class TextDecoding
{
    /// <returns>A stream that the caller disposes; it owns what it made, but not <paramref name="landed"/>.</returns>
    public static async Task<Stream> OpenAsync(FingerprintStream landed, CancellationToken cancellationToken)
    {
        var (magic, whole) = await PeekAsync(landed, cancellationToken);
        if (!magic.AsSpan().StartsWith<byte>([0x1f, 0x8b]))
            return await DecodeAsync(magic, whole, cancellationToken);

        var unpacked = new WholeGzip(whole);
        var (start, text) = await PeekAsync(unpacked, cancellationToken);
        return await DecodeAsync(start, text, cancellationToken);
    }

    private static Task<Stream> DecodeAsync(byte[] start, PrefixedStream text, CancellationToken cancellationToken)
    {
        if (start.AsSpan().StartsWith(Encoding.Unicode.Preamble))
            return SkipAsync(text, Encoding.Unicode, cancellationToken);
        if (start.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble))
            return SkipAsync(text, Encoding.BigEndianUnicode, cancellationToken);
        if (start.AsSpan().StartsWith(Encoding.UTF8.Preamble))
            return SkipAsync(text, Encoding.UTF8, cancellationToken);
        if (Utf16Detection.Find(start) is { } unmarked)
            return Task.FromResult(Transcoding(text, unmarked));
        return Task.FromResult<Stream>(new Utf8Stream(text));
    }

    private static async Task<Stream> SkipAsync(Stream text, Encoding encoding, CancellationToken cancellationToken)
    {
        await text.ReadExactlyAsync(new byte[encoding.Preamble.Length], cancellationToken);
        return encoding is UTF8Encoding ? new Utf8Stream(text) : Transcoding(text, encoding);
    }

    private static Stream Transcoding(Stream text, Encoding encoding) => Encoding.CreateTranscodingStream(text, encoding, new UTF8Encoding(false));

    private static async Task<(byte[] Start, PrefixedStream Whole)> PeekAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = new byte[Utf16Detection.Bytes];
        var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return (start[..read], new PrefixedStream(start.AsMemory(0, read), stream));
    }
}
