using System.Text;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>A file in which each record is odd in its own way.</summary>
/// <param name="What">What is odd.</param>
/// <param name="OrderId">The record's.</param>
/// <param name="Text">As it stands in the file, its line end included.</param>
/// <param name="Outcome">What becomes of it.</param>
internal sealed record Oddities(string What, string OrderId, string Text, string Outcome)
{
    private const string Header = "timestamp;total_amount;price;quantity;item;store_id;order_id;till";
    private const string Accepted = "accepted";

    /// <summary>The line at which the record begins.</summary>
    public int Line { get; private init; }

    public static IReadOnlyList<Oddities> All { get; } = Numbered(
    [
        new("a title above the header", "", "Sales of shop 1\r\n", "quarantined: the row has 1 values where the file has 8 columns"),
        new("an empty line, then the header", "", "\r\n" + Header + "\n", "counted"),
        new("semicolons, other order, unknown column", "1", Good("1", "x") + "\n", Accepted),
        new("CRLF after LF", "2", Good("2", "x") + "\r\n", Accepted),
        new("line ends and delimiter in quotes", "3", Good("3", "\"two\nlines; one\r\nmore\"") + "\n", Accepted),
        new("doubled quotes", "4", Good("4", "\"say \"\"hi\"\"\"") + "\n", Accepted),
        new("a quote inside an unquoted value", "5", Good("5", "5\" pipe") + "\n", Accepted),
        new("spaces around values", "6", "2026-11-23 ; 2 ;1; 2;x ;S1; 6 ;\n", Accepted),
        new("ISO 8601 with an offset", "7", Good("7", "x", "2026-11-23T08:14:00+02:00") + "\n", Accepted),
        new("month first", "8", Good("8", "x", "11/23/2026 08:14") + "\n", Accepted),
        new("a header line again", "", Header.ToUpperInvariant() + "\n", "counted"),
        new("a quote that is never closed", "9", Good("9", "\"open") + "\n", Broken("a quote in it is not closed, or it is too long")),
        new("text after a closing quote", "10", Good("10", "\"a\" b") + "\n", Broken("a quote in it is not closed, or it is too long")),
        new("too few values", "11", "2026-11-23;1;1\n", "quarantined: the row has 3 values where the file has 8 columns"),
        new("too many values", "12", Good("12", "x") + ";more\n", "quarantined: the row has 9 values where the file has 8 columns"),
        new("a NUL byte", "13", Good("13", "a\0b") + "\n", Broken("it has NUL bytes, which no text has")),
        new("a field beyond the limit", "14", Good("14", new string('x', 1_100_000)) + "\n", Broken("a quote in it is not closed, or it is too long")),
        new("a long field within it", "15", Good("15", new string('x', 900_000)) + "\n", Accepted),
        new("a missing value", "16", "2026-11-23;2;1;2;x;;16;\n", "quarantined: store_id is missing; every row needs one"),
        new("a wrong sum", "17", "2026-11-23;9;1;2;x;S1;17;\n",
            "quarantined: total_amount must equal quantity × price within a cent, but total_amount is 9, quantity is 2, price is 1"),
        new("a row", "18", Good("18", "x") + "\n", Accepted),
        new("the same row again", "18 again", Good("18", "x") + "\n", "counted"),
        new("characters beyond the BMP", "50", Good("50", "🛒 日本") + "\n", Accepted),
        new("Windows-1252 among UTF-8, no line end", "51", Good("51", "\u0093" + "5 \u0080\u0094 cr\u00e8me"), Accepted),
    ]);

    /// <summary>UTF-8 with byte order mark, but for the last record.</summary>
    public static byte[] Bytes() =>
    [
        .. Encoding.UTF8.Preamble, .. All.SkipLast(1).SelectMany(odd => Encoding.UTF8.GetBytes(odd.Text)), .. Encoding.Latin1.GetBytes(All[^1].Text),
    ];

    private static string Good(string id, string item, string time = "2026-11-23") => $"{time};2;1;2;{item};S1;{id};3";

    private static string Broken(string why) => $"quarantined: the row can't be read: {why}";

    private static List<Oddities> Numbered(Oddities[] records)
    {
        List<Oddities> numbered = [];
        var line = 1;
        foreach (var record in records)
        {
            var blank = record.Text.Length - record.Text.TrimStart('\r', '\n').Length > 0 ? 1 : 0;
            numbered.Add(record with { Line = line + blank });
            line += record.Text.Count(character => character == '\n');
        }

        return numbered;
    }
}
