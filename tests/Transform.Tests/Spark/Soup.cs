using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>Files of what is awkward to read, strung together without sense, below a header that is nearly right.</summary>
internal sealed class Soup(Random random, DatasetContract contract)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\"", "\"", "\"\"", "'", "''", "\",\"", "a", "b c", " ", " \"x\" ", ",", ";", "\t", "|", "\n", "\r\n", "\r", "\n\n", "\0",
            "é", "“", "🛒", "x\u00a0x", "\u00a0", "\u3000v", "v\u2009",
            "\u001f", "\u000b", "\u2028", "\\", "{", "1", "2.50", "2026-11-23", "\u0130", "ſ", "\ufeff", "=1+1",
        }.Select(Encoding.UTF8.GetBytes),
        [0x93], [0x80], [0x81], [0xe2, 0x82], [0xf0, 0x9f], [0xc3], [0xff], [0xed, 0xa0, 0x80],
    ];

    private readonly string _delimiter = contract.Delimiters[random.Next(contract.Delimiters.Count)].ToString();
    private readonly string _lineEnd = Pick(random, "\n", "\n", "\r\n", "\r");

    /// <param name="most">Rows, header lines among them included.</param>
    public byte[] Make(int most = 30)
    {
        using var soup = new MemoryStream();
        for (var title = random.Next(6); title > 3; title--)
            soup.Write([.. Piece(), .. Line()]);
        if (random.Next(8) > 0)
            soup.Write([.. Header(), .. Line()]);
        for (var rows = random.Next(most); rows > 0; rows--)
            soup.Write([.. random.Next(12) == 0 ? Header() : Row(), .. Line()]);
        if (random.Next(3) == 0)
            soup.Write(Row());
        return Encoded(soup.ToArray());
    }

    private byte[] Encoded(byte[] text) => random.Next(8) switch
    {
        0 => [.. Encoding.UTF8.Preamble, .. text],
        1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))],
        2 => Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(text)),
        _ => text,
    };

    private byte[] Line() => Encoding.UTF8.GetBytes(random.Next(30) == 0 ? Pick(random, "\n", "\r", "\r\n", "\r\r\n") : _lineEnd);

    private byte[] Header()
    {
        var names = contract.Columns.Select(column => Pick(random, [.. column.HeaderNames])).Append("note").ToList();
        if (random.Next(4) == 0)
            names.RemoveAt(random.Next(names.Count));
        if (random.Next(8) == 0)
            names.Insert(random.Next(names.Count), Pick(random, "NOTE", "", "note 2", names[0], "ſtore_id", "a\0b"));
        return Encoding.UTF8.GetBytes(string.Join(_delimiter, names.Select(Written)));
    }

    private string Written(string name) => random.Next(10) switch
    {
        0 => name.ToUpperInvariant(),
        1 => $"\"{name}\"",
        2 => $" {name} ",
        3 => $"'{name}'",
        4 => Pick(random, $"\u00a0{name}", $"{name}\u3000", $"\u2009{name} "),
        _ => name,
    };

    private byte[] Row()
    {
        var more = Enumerable.Range(1, contract.Columns.Count + (random.Next(12) / 5) - 1);
        return [.. Value(), .. more.SelectMany(_ => (byte[])[(byte)_delimiter[0], .. Value()])];
    }

    private byte[] Value() => random.Next(10) switch
    {
        0 => [.. Piece(), .. Piece()],
        1 => Piece(),
        2 => [.. "\""u8, .. Piece(), .. "\""u8],
        3 => [.. "'"u8, .. Piece(), .. "'"u8],
        4 => [],
        _ => Encoding.UTF8.GetBytes($"v{random.Next(100)}"),
    };

    private byte[] Piece() => Pieces[random.Next(Pieces.Length)];

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
