using System.Globalization;
using System.Text;

namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>Percent-encoding as Signature Version 4 has it: all but the unreserved characters of RFC 3986, in upper-case digits.</summary>
internal static class AwsUri
{
    public static string Encode(ReadOnlySpan<byte> bytes, bool keepSlashes)
    {
        var result = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            var letter = (char)value;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~' || (keepSlashes && letter == '/'))
                result.Append(letter);
            else
                result.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return result.ToString();
    }

    /// <summary>Takes percent-encodings off; what is none stays as it is.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = byte.Parse(text.Slice(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += 2;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(text.Slice(i, 1), bytes.AsSpan(length));
            }
        }

        return bytes[..length];
    }
}
