using System.Globalization;
using System.Text;

namespace RetailBus.Ingest.Uploads;

/// <summary>Makes an uploader's file name fit for the last segment of a key.</summary>
internal static class FileNames
{
    /// <summary>In UTF-8 bytes; a key may have 1,024 (S3's limit), of which the dataset's folder takes its part.</summary>
    public const int MaxBytes = 255;

    /// <summary>What S3's naming guidelines advise against, and what shells and globs give a meaning to.</summary>
    private const string Unwanted = "\\{}^%`[]\"<>~#|*?:&$=@;,'";

    /// <summary>The name without folders, control characters and signs of special meaning; letters of any script stay.</summary>
    /// <param name="name">As the uploader gave it; may be null, a path, or nonsense.</param>
    /// <param name="otherwise">Taken when nothing of the name is left.</param>
    public static string Safe(string? name, string otherwise)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                continue;
            if (rune == Rune.ReplacementChar || (rune.IsAscii && Unwanted.Contains((char)rune.Value, StringComparison.Ordinal)))
                kept.Append('_');
            else
                kept.Append(rune);
        }

        var safe = kept.ToString().Trim().TrimStart('.').TrimEnd('.', ' ');
        return safe.Length == 0 ? otherwise : Shortened(safe);
    }

    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;

        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > 20)
            extension = "";
        var room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        var kept = new StringBuilder();
        foreach (var rune in name.AsSpan(0, name.Length - extension.Length).EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            kept.Append(rune);
        }

        return kept.Append(extension).ToString();
    }
}
