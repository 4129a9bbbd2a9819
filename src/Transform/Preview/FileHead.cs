using System.IO.Compression;
using System.Text;

namespace RetailBus.Transform.Preview;

/// <summary>The beginning of a file, unpacked and cut behind its last whole record.</summary>
internal static class FileHead
{
    /// <summary>Bytes of the file's beginning that are looked at.</summary>
    public const int Packed = 1 << 20;

    /// <summary>Bytes that they may unpack to.</summary>
    private const int Unpacked = 4 << 20;

    private static readonly (byte[] Magic, string Name)[] Formats =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ("GIF8"u8.ToArray(), "a picture (GIF)"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook or Word document"),
        ("PK\u0003\u0004"u8.ToArray(), "an Excel workbook (XLSX) or a ZIP archive"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("MZ"u8.ToArray(), "a program"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "an XZ archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
    ];

    /// <summary>What a file that is no text is; null for what may be text.</summary>
    public static string? FormatOf(ReadOnlySpan<byte> start)
    {
        foreach (var (magic, name) in Formats)
        {
            if (start.StartsWith(magic))
                return name;
        }

        return null;
    }

    /// <summary>The text at the beginning of a file.</summary>
    /// <param name="start">The file's first bytes.</param>
    /// <param name="isWhole">Whether they are all that it has.</param>
    /// <param name="cancellationToken">Stops the unpacking.</param>
    public static async Task<byte[]> TextAsync(byte[] start, bool isWhole, CancellationToken cancellationToken)
    {
        if (!start.AsSpan().StartsWith<byte>([0x1f, 0x8b]))
            return isWhole ? start : Cut(start);

        var (text, ended) = await UnpackAsync(start, cancellationToken);
        return isWhole && ended ? text : Cut(text);
    }

    /// <summary>As much as there is: what is cut off packs badly, which is no fault of the file.</summary>
    private static async Task<(byte[] Text, bool Ended)> UnpackAsync(byte[] packed, CancellationToken cancellationToken)
    {
        var text = new byte[Unpacked];
        var length = 0;
        await using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            while (length < text.Length && await gzip.ReadAsync(text.AsMemory(length), cancellationToken) is > 0 and var read)
                length += read;
            return (text[..length], length < text.Length);
        }
        catch (InvalidDataException) when (length > 0)
        {
            return (text[..length], false);
        }
    }

    /// <summary>A record that the cut tore is not the file's own. Quoted values may have line ends in them.</summary>
    private static byte[] Cut(byte[] text)
    {
        var (step, at) = text.AsSpan().StartsWith(Encoding.Unicode.Preamble) ? (2, 0)
            : text.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble) ? (2, 1)
            : (1, 0);
        var (end, quoted) = (0, false);
        for (var index = at; index < text.Length; index += step)
        {
            if (text[index] == '"')
                quoted = !quoted;
            else if (text[index] is (byte)'\n' or (byte)'\r' && !quoted)
                end = Math.Min(index - at + step, text.Length);
        }

        return end == 0 ? text : text[..end];
    }
}
