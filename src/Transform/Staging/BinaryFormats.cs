using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Staging;

/// <summary>Files that are no text, known by how they begin.</summary>
internal static class BinaryFormats
{
    private static readonly (byte[] Magic, string Name)[] Known =
    [
        ("PK\u0003\u0004"u8.ToArray(), "an Excel workbook or a ZIP archive"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
    ];

    /// <summary>A stray NUL or control character costs its record only; many at the beginning make no text.</summary>
    private const double MostControls = 0.05;

    /// <summary>Bytes of a file's beginning that are looked at, or all that it has.</summary>
    public const int Looked = 4096;

    public static void Refuse(ReadOnlySpan<byte> start)
    {
        foreach (var (magic, name) in Known)
        {
            if (start.StartsWith(magic))
                throw NotText($"The file is {name}, not text. Save it as CSV and land that.");
        }

        start = start[..Math.Min(start.Length, Looked)];
        var controls = 0;
        foreach (var octet in start)
            controls += IsControl(octet) ? 1 : 0;
        if (controls > start.Length * MostControls)
            throw NotText();
    }

    /// <summary>What no text has: not a tab, line end, form feed or the like.</summary>
    private static bool IsControl(byte octet) => octet is < (byte)'\t' or (> (byte)'\r' and < (byte)' ');

    public static BatchRejectedException NotText(string reason = "The file is not text: it has bytes that no text has. Save it as CSV (UTF-8) and land that.") =>
        new(FailureCodes.NotText, reason);
}
