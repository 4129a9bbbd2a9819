using System.Text;

namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>Makes wrong bytes of right ones: a few of them changed, cut, doubled, moved or replaced by what parsers stumble over.</summary>
internal static class Mutation
{
    private const int MaxNoiseBytes = 400;

    private static readonly byte[][] Stumbles =
    [
        .. new[]
        {
            "", "\0", "%00", "%", "%zz", "%0d%0a", "%ed%a0%80", "../", "..%2f", "/", "\\", "\"", "'", "<", ">", "&", "&amp;", "&#0;",
            "&#xD800;", "]]>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            "<![CDATA[", "<!--", "{", "}", "[", "]", ",", ":", ";", "=", ".", "\r\n",
            "\n", " ", "null", "true", "-1", "0", "1e400", "NaN", "2147483648", "-9223372036854775809", "99999999999999999999",
            "7fffffffffffffff", "ffffffffffffffff", "\\ud800", "\\u0000", "\u202e", "\u00e9", "🚚", "!{", "!{timestamp:", "arn:aws:s3:::",
            "arn:aws:sqs:us-east-1:000000000000:q",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0x80], [0x7f], [0x01],
    ];

    public static byte[] Of(byte[] right, Random random)
    {
        if (random.Next(10) == 0)
        {
            var noise = new byte[random.Next(MaxNoiseBytes)];
            random.NextBytes(noise);
            return noise;
        }

        var bytes = right.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
            Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var start = random.Next(bytes.Count + 1);
        var length = random.Next(Math.Min(bytes.Count - start, 20) + 1);
        var part = bytes.GetRange(start, length);
        switch (random.Next(7))
        {
            case 0 when start < bytes.Count:
                bytes[start] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(start, length);
                break;
            case 2:
                bytes.InsertRange(start, part);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), part);
                break;
            case 4 when random.Next(4) == 0:
                bytes.RemoveRange(start, bytes.Count - start);
                break;
            case 5:
                bytes.RemoveRange(start, length);
                bytes.InsertRange(start, Stumble(random));
                break;
            default:
                bytes.InsertRange(start, Stumble(random));
                break;
        }
    }

    private static byte[] Stumble(Random random) => Stumbles[random.Next(Stumbles.Length)];
}
