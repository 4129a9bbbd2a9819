using System.Text;

namespace RetailBus.Transform.Staging;

/// <summary>Tells UTF-16 without byte order mark: of text in Latin letters, every second byte is NUL, and always the same one of the two.</summary>
internal static class Utf16Detection
{
    /// <summary>Bytes of the file's beginning that are looked at.</summary>
    public const int Bytes = 512;

    /// <summary>Share of characters below U+0100 from which a beginning is taken for UTF-16.</summary>
    private const double Share = 0.6;

    /// <returns>Null when it is not UTF-16.</returns>
    public static Encoding? Find(ReadOnlySpan<byte> start)
    {
        var characters = start.Length / 2;
        if (characters < 2)
            return null;

        var (first, second) = (0, 0);
        for (var i = 0; i < characters; i++)
        {
            first += start[2 * i] == 0 ? 1 : 0;
            second += start[(2 * i) + 1] == 0 ? 1 : 0;
        }

        if (first == 0 && second >= Share * characters)
            return Encoding.Unicode;
        return second == 0 && first >= Share * characters ? Encoding.BigEndianUnicode : null;
    }
}
